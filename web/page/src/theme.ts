const KEY = "claimsmith.theme";

/** Lets people choose light or dark for this page; without a choice it is as the system is. */
export function followTheme(select: HTMLSelectElement): void {
  select.value = read();
  apply(select.value);
  select.addEventListener("change", () => {
    apply(select.value);
    try {
      localStorage.setItem(KEY, select.value);
    } catch {
      // It lasts for this visit then.
    }
  });
}

function apply(theme: string): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function read(): string {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === "light" || theme === "dark" ? theme : "";
  } catch {
    return "";
  }
}
