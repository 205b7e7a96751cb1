// The real Bluesky software on loopback, with three invented people. Says where the AppView is, then does what
// it reads on its input, a word and its arguments a line: "rename <name> <handle>", "deactivate <name>".
import './older-node.mjs'
import readline from 'node:readline'
import { TestNetwork } from '@atproto/dev-env'

const network = await TestNetwork.create({ dbPostgresSchema: 'annuaire' })
const seeds = network.getSeedClient()
const dids = {}
const people = {
  elodie: ['Élodie Aubert', 'Tient une auberge.\nRaconte les saisons.', undefined],
  zoe: ['Zoé Ndiaye', 'Ne veut être vue que des personnes connectées.', ['!no-unauthenticated']],
  oeuvres: ['Œuvres vives', 'Un extrait chaque mardi.', undefined],
}
for (const [name, [shown, bio, labels]] of Object.entries(people)) {
  const account = await seeds.createAccount(name, {
    handle: `${name}.test`, email: `${name}@annuaire.example`, password: `${name}-pass`,
  })
  dids[name] = account.did
  await seeds.agent.app.bsky.actor.profile.create(
    { repo: account.did },
    {
      displayName: shown, description: bio, createdAt: new Date().toISOString(),
      labels: labels && { $type: 'com.atproto.label.defs#selfLabels', values: labels.map((val) => ({ val })) },
    },
    seeds.getHeaders(account.did),
  )
  for (let post = 0; post < 5; post++) await seeds.post(account.did, `Message ${post}`)
}
await network.processAll()
console.log(JSON.stringify({ port: network.bsky.port, dids }))

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [word, name, handle] = line.split(' ')
  if (word === 'rename') await seeds.updateHandle(dids[name], handle)
  if (word === 'deactivate') {
    await seeds.agent.com.atproto.server.deactivateAccount(
      {}, { encoding: 'application/json', headers: seeds.getHeaders(dids[name]) },
    )
  }
  await network.processAll()
  console.log('{}')
}
process.exit(0)
