// Turns `#/withdraw` and `#/records/W-20418` into a screen and an item, and back. Knows no screen's inside.

export const SCREENS = ["home", "deposit", "withdraw", "convert", "pay", "security", "records", "sign-in"];

/** A broken escape in a hand-typed address stays as it is. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `{ screen, item }` of a hash; anything unknown is home. */
export function read(hash) {
  const [screen, item = null] = hash.replace(/^#\/?/, "").split("/").map(decoded);
  return SCREENS.includes(screen) ? { screen, item } : { screen: "home", item: null };
}

export function href(screen, item) {
  return `#/${screen}${item ? `/${encodeURIComponent(item)}` : ""}`;
}

/** Calls `enter(place, arrive)` now and on every change; returns `go(screen, item, arrive)`.
 *  `arrive` runs once when the screen is reached, even when it is already open. */
export function startRouter(enter) {
  let waiting = null;
  const arrived = () => {
    const arrive = waiting;
    waiting = null;
    enter(read(location.hash), arrive);
  };
  addEventListener("hashchange", arrived);
  arrived();
  return (screen, item = null, arrive = null) => {
    waiting = arrive;
    const target = href(screen, item);
    if (location.hash === target) arrived();
    else location.hash = target;
  };
}
