"""Where ISO 3166 has two codes for one place, or one French name for two places.

Both are written down instead of being looked for: to name all places takes a quarter as long as to build a small site, and a
newer list must not change an address. A test holds them to the list that is installed.
"""

# Subdivisions that have a code of their own, by which they are known here: a page each would be two of one place.
_OWN = """
    FR-971=GP FR-972=MQ FR-973=GF FR-974=RE FR-976=YT FR-BL=BL FR-MF=MF FR-NC=NC
    FR-PF=PF FR-PM=PM FR-TF=TF FR-WF=WF NL-AW=AW NL-BQ1=BQ-BO NL-BQ2=BQ-SA NL-BQ3=BQ-SE
    NL-CW=CW NL-SX=SX US-AS=AS US-GU=GU US-MP=MP US-PR=PR US-UM=UM US-VI=VI
    CN-HK=HK CN-MO=MO CN-TW=TW FI-01=AX GB-SHN=SH NO-21=SJ NO-22=SJ
"""
COUNTRY_CODE_OF = dict(pair.split("=") for pair in _OWN.split())

# What several places would have as an address: only a country bears it plain.
_SHARED = """
    adrar al-asimah al-awsat al-janubi al-jawf amazone aruba ash-sharqiyah barbade bari barisal beja belize
    boke bolivar bonaire busia calarasi canaries cantabrique central centre chaki chiayi chittagong choiseul
    colon comoe cordoba curacao dacca djibouti equateur est faranah fgura floride gaza georgie grenade
    guadeloupe guam guatemala guyane-francaise hiiumaa hradec-kralove hsinchu huila iles-mariannes-du-nord
    iles-mineures-eloignees-des-etats-unis iles-vierges-des-etats-unis illes-balears-islas-baleares jura
    kankan khulna kindia kosovo la-libertad la-paz la-reunion la-rioja la-union labe lacs laguna lankaran leon
    liberec limourg litoral los-rios luxembourg mali mamou manchester maputo martinique maryland mayotte
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
SHARED = frozenset(_SHARED.split())
