// Keeps the site in the reader's browser, or forgets it, when the reader says so on the page about the edition.
"use strict";

(() => {
  const section = document.getElementById("offline");
  if (!section || !("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
  const button = section.querySelector("button");
  const status = section.querySelector("[role=status]");
  const { keep, drop, kept } = section.dataset;
  const mine = () => navigator.serviceWorker.getRegistration("./");

  const show = async () => {
    const registration = await mine();
    button.textContent = registration ? drop : keep;
    status.textContent = registration?.active ? kept : "";
    section.hidden = false;
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const registration = await mine();
      if (registration) {
        const { scope } = registration;
        await registration.unregister();
        for (const name of await caches.keys()) if (name.startsWith(`${scope} `)) await caches.delete(name);
      } else {
        await navigator.serviceWorker.register("offline.js", { scope: "./", updateViaCache: "none" });
        await navigator.serviceWorker.ready;
      }
      await show();
    } catch (fault) {
      status.textContent = String(fault.message ?? fault);
    }
    button.disabled = false;
  });
  show();
})();
