// Runs before the page's own scripts and takes the time of what can be seen: a thing has happened when
// the frame that shows it was painted.
(() => {
  // The time after the next frame. What a frame's callback sends is received once it was painted.
  const painted = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      requestAnimationFrame(() => port2.postMessage(null));
    });

  const root = () => document.querySelector("article, #text");
  const scroller = () => document.querySelector("main");
  const highlighted = () =>
    [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0);
  const marked = () => root()?.querySelector("mark, .r6o-annotation") || highlighted() > 0;

  const bench = (window.bench = {
    longTasks: [], first: null, all: null, listed: null, detected: null, answer: null,
  });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) bench.longTasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });

  (async () => {
    const filled = () => root() && marked() && root().getBoundingClientRect().bottom > innerHeight;
    let now;
    do now = await painted();
    while (!filled());
    bench.first = now;
    // A part of Spanwright's article that is still to come is an empty section.
    while (document.querySelector("article section:empty")) await painted();
    bench.all = await painted();
  })();

  (async () => {
    let now;
    do now = await painted();
    while (!document.querySelector(".documents li"));
    bench.listed = now;
  })();

  (async () => {
    let now;
    do now = await painted();
    while (!document.querySelector(".app[data-detected=true] article mark"));
    bench.detected = now;
  })();

  // From the next such event, until the annotations in the page have changed and that was painted.
  // `detail` tells the second click of a double click from the first one; `look` is whether they may
  // change in their looks alone.
  bench.arm = (type, detail, look) => {
    bench.answer = null;
    const before = highlighted();
    const listen = (event) => {
      if (detail && event.detail !== detail) return;
      removeEventListener(type, listen, true);
      let changed = false;
      const observer = new MutationObserver(() => (changed = true));
      observer.observe(root(), { childList: true, subtree: true, attributes: Boolean(look) });
      (async () => {
        let now;
        do now = await painted();
        while (!changed && highlighted() === before);
        observer.disconnect();
        bench.answer = now - event.timeStamp;
      })();
    };
    addEventListener(type, listen, true);
  };

  // From the next such event until the condition holds and that was painted.
  bench.armUntil = (type, condition) => {
    bench.answer = null;
    const holds = new Function(`return ${condition}`);
    const listen = async (event) => {
      let now;
      do now = await painted();
      while (!holds());
      bench.answer = now - event.timeStamp;
    };
    addEventListener(type, listen, { capture: true, once: true });
  };

  // Where the n-th word without an annotation stands that is longer than three letters and in view.
  bench.word = (n) => {
    const walker = document.createTreeWalker(root(), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const block = node.parentElement.getBoundingClientRect();
      if (node.parentElement.closest("mark") || block.bottom < 150) continue;
      for (const { 0: word, index } of node.data.matchAll(/(?<=[a-z ])[a-z]{4,}(?= )/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const [box] = range.getClientRects();
        if (box.top > 150 && n-- === 0) return { left: box.left, right: box.right, y: box.y + box.height / 2 };
      }
    }
    return null;
  };

  // The time between one frame and the next while the text is scrolled, in milliseconds.
  bench.scroll = async (frames, pixels) => {
    const times = [];
    const frame = () => new Promise(requestAnimationFrame);
    let last = await frame();
    for (let n = 0; n < frames; n++) {
      scroller().scrollTop += pixels;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    scroller().scrollTop = 0;
    await painted();
    return times;
  };
})();
