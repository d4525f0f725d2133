import { useTranslations } from "use-intl";
import styles from "./keys.module.css";

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The keys of a shortcut as they are printed: "g t", "Ctrl+K". */
export function Keys({ keys }: { readonly keys: string }) {
  const t = useTranslations("keys.named");
  const named = (key: string): string => {
    switch (key) {
      case "Mod":
        return isMac ? "⌘" : t("ctrl");
      case "Shift":
        return t("shift");
      case "Enter":
        return t("enter");
      case "Space":
        return t("space");
      case "ArrowUp":
        return "↑";
      case "ArrowDown":
        return "↓";
      case "ArrowLeft":
        return "←";
      case "ArrowRight":
        return "→";
      case "Escape":
        return t("escape");
      case "Home":
        return t("home");
      case "End":
        return t("end");
      default:
        return key.length === 1 && keys.includes("+") && keys !== "+" ? key.toUpperCase() : key;
    }
  };
  return (
    <span className={styles["keys"]}>
      {keys.split(" ").map((pressed, at) => (
        <span key={at}>
          {(pressed === "+" ? ["+"] : pressed.split("+")).map((key) => (
            <kbd key={key}>{named(key)}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
