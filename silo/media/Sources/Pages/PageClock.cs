namespace Framemill.Media.Sources.Pages;

/// <summary>
/// The script that gives a page our time instead of the machine's: dates, timers, animation frames, CSS and SVG
/// animations all stand still until they are moved, so that a frame looks the same whenever it is captured.
/// </summary>
internal static class PageClock
{
    /// <summary>
    /// Moves the page on to a moment in milliseconds; its value is true when nothing will move any more.
    /// </summary>
    public const string SeekFunction = "__framemillSeek";

    /// <summary>Its value is a promise that pictures and fonts of the page are decoded.</summary>
    public const string ReadyExpression =
        "Promise.all([document.fonts.ready, ...[...document.images].map(i => i.decode().catch(() => 0))])"
        + ".then(() => 1)";

    public const string Script = """
        (() => {
          const tick = 1000 / 60, epoch = 1735689600000, stepsMax = 200000;
          let now = 0, ticks = 0, next = 1, due = new Map(), frames = new Map(), seed = 1;
          const RealDate = Date, begun = new WeakMap();
          const FilmDate = function (...parts) {
            const date = parts.length ? new RealDate(...parts) : new RealDate(epoch + now);
            return new.target ? date : date.toString();
          };
          FilmDate.prototype = RealDate.prototype;
          FilmDate.now = () => Math.floor(epoch + now);
          FilmDate.parse = RealDate.parse;
          FilmDate.UTC = RealDate.UTC;
          window.Date = FilmDate;
          performance.now = () => now;
          Math.random = () => {
            seed = (seed + 0x6D2B79F5) | 0;
            let x = Math.imul(seed ^ (seed >>> 15), 1 | seed);
            x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
            return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
          };
          const wait = (run, delay, parts, again) => {
            const id = next++, length = Math.max(again ? 1 : 0, Number(delay) || 0);
            const call = typeof run === 'function' ? () => run(...parts) : () => (0, eval)(String(run));
            due.set(id, { at: now + length, call, again: again ? length : 0 });
            return id;
          };
          window.setTimeout = (run, delay, ...parts) => wait(run, delay, parts, false);
          window.setInterval = (run, delay, ...parts) => wait(run, delay, parts, true);
          window.clearTimeout = window.clearInterval = id => { due.delete(id); };
          window.requestAnimationFrame = run => { const id = next++; frames.set(id, run); return id; };
          window.cancelAnimationFrame = id => { frames.delete(id); };
          window.requestIdleCallback = run =>
            wait(() => run({ didTimeout: false, timeRemaining: () => 8 }), 1, [], false);
          window.cancelIdleCallback = window.clearTimeout;
          const safely = call => { try { call(); } catch (error) { console.error(error); } };
          const animate = () => {
            let moves = false;
            for (const animation of document.getAnimations()) {
              if (!begun.has(animation)) { begun.set(animation, now); safely(() => animation.pause()); }
              const time = now - begun.get(animation), end = animation.effect?.getComputedTiming().endTime ?? 0;
              safely(() => { animation.currentTime = Math.min(time, end); });
              if (time < end) moves = true;
            }
            for (const svg of document.querySelectorAll('svg')) {
              if (!svg.querySelector('animate,animateTransform,animateMotion,set')) continue;
              moves = true;
              safely(() => { svg.pauseAnimations(); svg.setCurrentTime(now / 1000); });
            }
            return moves;
          };
          window.__framemillSeek = to => {
            let steps = 0, moves = animate();
            while (steps++ < stepsMax) {
              let first = null;
              for (const [id, timer] of due) if (!first || timer.at < first.timer.at) first = { id, timer };
              const frame = ticks * tick;
              const at = Math.min(first ? first.timer.at : Infinity, frame);
              if (at > to) break;
              now = Math.max(now, at);
              if (first && first.timer.at <= frame) {
                if (first.timer.again) first.timer.at = now + first.timer.again; else due.delete(first.id);
                safely(first.timer.call);
              } else {
                ticks++;
                const calls = [...frames.values()];
                frames = new Map();
                for (const call of calls) safely(() => call(now));
                moves = animate();
              }
            }
            now = Math.max(now, to);
            moves = animate();
            return !moves && due.size === 0 && frames.size === 0;
          };
        })();
        """;
}
