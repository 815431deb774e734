// The second half of the module that `store.js` begins: it does what the program asks for, and watches the page.

// What is deleted goes back to the program, so that it can be put back.
async function remove(work) {
  const removed = await transact("readwrite", async (stores, result) => {
    const [record, typed, last] = await all([
      result(stores.works.get(work)),
      typedOf(stores.typed, result, work),
      result(stores.settings.get("last")),
    ]);
    stores.works.delete(work);
    stores.typed.delete(ofWork(work));
    if (last === work) stores.settings.delete("last");
    return record ? { record, typed } : null;
  });
  delete tab.typed[work];
  delete tab.bases[work];
  if (tab.work === work) tab.work = null;
  if (sessionStorage.getItem(DATABASE) === work) sessionStorage.removeItem(DATABASE);
  return removed;
}

// Other tabs of this browser stop at once where one says that the computer is shared.
const others = "BroadcastChannel" in window ? new BroadcastChannel(DATABASE) : null;

const commands = {
  // One answer for both: while a second one is on its way, the page still sends what its fields showed before.
  async open({ work, because, drop, number }) {
    const removed = drop ? await remove(drop) : null;
    await restore(work, because, { done: [number], removed });
  },
  async remove({ work }) {
    await tellList({ removed: await remove(work) });
  },
  async put({ record, typed }) {
    await transact("readwrite", async (stores, result) => {
      if (await result(stores.settings.get("shared"))) return;
      if ((await result(stores.works.get(record.id))) !== undefined) return;
      stores.works.put(record, record.id);
      putTyped(stores.typed, record.id, typed);
    });
    await tellList();
  },
  async rename({ work, name }) {
    await transact("readwrite", async (stores, result) => {
      const there = await result(stores.works.get(work));
      if (there === undefined) return;
      stores.works.put({ ...there, name, revision: there.revision + 1 }, work);
      if (tab.bases[work] === there.revision) tab.bases[work] += 1;
    });
    await tellList();
  },
  async share() {
    await transact("readwrite", async (stores) => {
      stores.works.clear();
      stores.typed.clear();
      stores.settings.delete("last");
      stores.settings.delete("notebook");
      stores.settings.put(true, "shared");
    });
    sessionStorage.removeItem(DATABASE);
    Object.assign(tab, { typed: {}, bases: {}, moved: {} });
    others?.postMessage("shared");
    await tellList();
  },
  async keep() {
    await transact("readwrite", async (stores) => {
      stores.settings.delete("shared");
    });
    tab.written = tab.noted = "";
    await tellList();
  },
  // A document that this program cannot read goes to the person as it is.
  async download({ work, file }) {
    const [record, typed] = await transact("readonly", (stores, result) =>
      all([result(stores.works.get(work)), typedOf(stores.typed, result, work)]),
    );
    const kept = record?.document ?? JSON.stringify(typed);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([String(kept)], { type: "application/json" }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    await tellList();
  },
  async list() {
    await tellList();
  },
};

// One notebook for all works and tabs: the last word counts.
async function saveNotebook({ session, notebook }) {
  const change = `${session}:${notebook.number}`;
  if (change === tab.noted) return;
  const kept = await transact("readwrite", async (stores, result) => {
    if (await result(stores.settings.get("shared"))) return false;
    stores.settings.put(notebook.text, "notebook");
    return true;
  });
  if (kept) tab.noted = change;
}

async function follow(data) {
  if (data.shared || tab.shared) {
    tab.show("shared");
  } else {
    if (data.notebook !== null) await saveNotebook(data);
    use(tab.moved[data.work] ?? data.work);
    if (data.document !== null && mark(data) !== tab.written) await save(data);
    else tab.show(data.trouble ? "failed" : tab.bases[tab.work] ? "saved" : "quiet");
    if (tab.moved[data.work]) {
      const works = (await everything()).works.map(listed);
      tab.send("conflict", { session: tab.session, id: data.work, beside: tab.work, works });
    }
  }
  let known = data.commands.length > 0;
  for (const command of data.commands) {
    if (tab.done.has(command.number)) continue;
    tab.done.add(command.number);
    known = false;
    await commands[command.do](command);
  }
  // The program asks for nothing but what was done: the answer was lost.
  if (known) await tellList();
}

// A cell of a table that is open belongs to no field; what stands in it goes to the program when it is closed.
const CELL = ".gdg-input";
const OPEN_CELL = "open-cell";
const CLOSED_MS = 1500;

const fieldOf = (target) => {
  if (target.matches(CELL)) return OPEN_CELL;
  const place = target.closest?.("[class*='st-key-field-']");
  return place && [...place.classList].find((name) => name.startsWith("st-key-field-"));
};

// A text is sent to the program when its field is left; until then it is only here.
function onTyped(event) {
  const target = event.target;
  const isText = target.matches?.("input[type=text], textarea") && target.getAttribute("role") !== "combobox";
  const field = isText ? fieldOf(target) : null;
  if (!field || !tab.ready || tab.shared || tab.work === null) return;
  (tab.typed[tab.work] ??= {})[field] = target.value;
  const written = handle === null ? null : keepTyped(tab.work, field, target.value);
  later(async () => {
    await (written ?? (await database(), keepTyped(tab.work, field, target.value)));
  });
  clearTimeout(tab.checking);
  tab.checking = setTimeout(() => later(nothingWhereShared), PAUSE_MS);
}

function onLeft(event) {
  if (!event.target.matches?.(CELL) || !tab.ready || tab.work === null) return;
  const work = tab.work;
  const text = tab.typed[work]?.[OPEN_CELL];
  if (text === undefined) return;
  setTimeout(() => {
    if (tab.typed[work]?.[OPEN_CELL] !== text) return;
    delete tab.typed[work][OPEN_CELL];
    later(() => transact("readwrite", async (stores) => void stores.typed.delete([work, OPEN_CELL])));
  }, CLOSED_MS);
}

// Another tab may have gone on with the same work; coming back to this one shows what it saved.
function onSeen() {
  if (document.visibilityState !== "visible" || !tab.ready || tab.shared) return;
  if (tab.work === null || tab.work === EXAMPLE) return;
  later(async () => {
    const work = tab.work;
    const [record, shared] = await transact("readonly", (stores, result) =>
      all([result(stores.works.get(work)), result(stores.settings.get("shared"))]),
    );
    const typing = Object.keys(tab.typed[work] ?? {}).length > 0;
    if (shared) await tellList();
    else if (record && record.revision > (tab.bases[work] ?? 0) && !typing) await restore(work, "renewed");
  });
}

// After the server was started anew the page is connected again but nothing runs by itself. While it is away, no
// field takes anything, so the page says why.
function watchConnection() {
  const app = document.querySelector(APP);
  if (!app) return;
  let before = app.getAttribute("data-test-connection-state");
  let away = null;
  new MutationObserver(() => {
    const now = app.getAttribute("data-test-connection-state");
    if (now === before) return;
    clearTimeout(away);
    before = now;
    if (now !== "CONNECTED") {
      away = setTimeout(() => tab.show("away"), AWAY_MS);
      return;
    }
    tab.show(tab.state);
    if (tab.ready) tab.send("connected", true);
    else later(() => restore(null, "began"));
  }).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const data = Object.assign(...JSON.parse(new TextDecoder().decode(component.data)));
  tab.send = (name, value) => setTriggerValue(name, value);
  tab.show = (state) => {
    const line = parentElement.querySelector(".kept");
    if (state !== "away") tab.state = state;
    if (line === null || line.dataset.state === state) return;
    line.textContent = data.words[state] ?? "";
    line.dataset.state = state;
  };
  if (!tab.inUse) {
    tab.inUse = true;
    document.addEventListener("input", onTyped, { capture: true });
    document.addEventListener("focusout", onLeft, { capture: true });
    document.addEventListener("visibilitychange", onSeen);
    window.addEventListener("focus", onSeen);
    if (others) {
      others.onmessage = () => {
        Object.assign(tab, { shared: true, typed: {}, bases: {}, moved: {} });
        later(nothingWhereShared);
      };
    }
    watchConnection();
  }
  if (data.session !== tab.session) {
    Object.assign(tab, { session: data.session, ready: false, done: new Set() });
    later(() => restore(null, "began"));
    return;
  }
  tab.ready = data.ready;
  if (tab.state) tab.show(tab.state);
  if (data.ready) later(() => follow(data));
}
