"""Duplicates in ISO 3166: one place with two codes, and one French name for several places.

Both are hard-coded instead of computed: naming all places takes a quarter as long as building a small site, and a newer
version of the list must not change an address. A test compares them with the list that is installed.
"""

# Subdivisions that also have a country code, which is the one used here: otherwise one place would have two pages.
_CODE_PAIRS = """
    FR-971=GP FR-972=MQ FR-973=GF FR-974=RE FR-976=YT FR-BL=BL FR-MF=MF FR-NC=NC
    FR-PF=PF FR-PM=PM FR-TF=TF FR-WF=WF NL-AW=AW NL-BQ1=BQ-BO NL-BQ2=BQ-SA NL-BQ3=BQ-SE
    NL-CW=CW NL-SX=SX US-AS=AS US-GU=GU US-MP=MP US-PR=PR US-UM=UM US-VI=VI
    CN-HK=HK CN-MO=MO CN-TW=TW FI-01=AX GB-SHN=SH NO-21=SJ NO-22=SJ
"""
COUNTRY_CODE_OF = dict(pair.split("=") for pair in _CODE_PAIRS.split())

# Slugs that several places would share: only a country has the slug alone, other places add their code.
_SHARED_SLUGS = """
    adrar al-asimah al-awsat al-janubi al-jawf amazone aruba ash-sharqiyah barbade bari barisal beja belize
    boke bolivar bonaire busia calarasi canaries cantabrique central centre chaki chiayi chittagong choiseul
    colon comoe cordoba curacao dacca djibouti equateur est faranah fgura floride gaza georgie grenade
    guadeloupe guam guatemala guyane-francaise hiiumaa hradec-kralove hsinchu huila iles-mariannes-du-nord
    iles-mineures-eloignees-des-etats-unis iles-vierges-des-etats-unis illes-balears-islas-baleares jura
    kankan khulna kindia kosovo la-libertad la-paz la-reunion la-rioja la-union labe lacs laguna lankaran leon
    liberec limbourg littoral los-rios luxembourg mali mamou manchester maputo martinique maryland mayotte
    misiones moluques montana mwanza mymensingh nakhitchevan nara niger nord nord-est nord-ouest
    nouvelle-caledonie nzerekore olomouc ouest panama papua para pardubice penjab plateau plateaux
    polynesie-francaise porto-rico rajshahi rakvere rangpur rio-negro saaremaa saba safi saint-andrew
    saint-barthelemy saint-david saint-eustache saint-george saint-james saint-john saint-joseph saint-louis
    saint-mark saint-martin saint-mary saint-patrick saint-paul saint-peter saint-philip
    saint-pierre-et-miquelon saint-thomas sainte-helene samdrup-jongkhar samoa-americaines san-jose san-juan
    san-salvador sangha santa-catarina santa-cruz savanes sucre sud sud-est sud-ouest sylhet tabor tachkent
    tanga tartu terres-australes-francaises toledo usti-nad-labem veszprem viangchan vienne viljandi voru
    wallis-et-futuna yevlakh zlin
"""
SHARED_SLUGS = frozenset(_SHARED_SLUGS.split())
