/** Mantine on our tokens. Its own greys and blues fail WCAG AA, so every colour it draws with is replaced by one of ours. */
import type { CSSVariablesResolver } from "@mantine/core";
import { createTheme, defaultVariantColorsResolver } from "@mantine/core";

const FONT = '"Inter Variable", "Inter Fallback", system-ui, sans-serif';

export const theme = createTheme({
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: "600" },
  primaryColor: "ink",
  primaryShade: { light: 6, dark: 3 },
  defaultRadius: 8,
  cursorType: "pointer",
  respectReducedMotion: true,
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "18px" },
  spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
  colors: {
    ink: [
      "#E7F0FA",
      "#CFE1F5",
      "#A5CAF6",
      "#86B7F2",
      "#5E97D6",
      "#3D7ABD",
      "#1D5B9E",
      "#174B83",
      "#123B67",
      "#0D2B4B",
    ],
    gray: [
      "#F6F7F9",
      "#ECEFF3",
      "#E2E6EC",
      "#D3D9E1",
      "#768191",
      "#5B6575",
      "#5B6575",
      "#465060",
      "#2F3744",
      "#191E26",
    ],
    dark: [
      "#E9ECF1",
      "#B6BECA",
      "#98A2B1",
      "#7C8797",
      "#7C8797",
      "#2D343F",
      "#1A1E25",
      "#12151A",
      "#0E1115",
      "#0A0C0F",
    ],
  },
  variantColorResolver(input) {
    const colors = defaultVariantColorsResolver(input);
    if (input.variant !== "filled") return colors;
    return {
      ...colors,
      background: "var(--c-accent)",
      hover: "var(--c-accent-hover)",
      color: "var(--c-on-accent)",
    };
  },
  // By name: with the parts themselves every page would fetch all of them first.
  components: {
    Badge: { defaultProps: { variant: "light", tt: "none" } },
    Button: { defaultProps: { fw: 500 } },
    Checkbox: { defaultProps: { radius: 4 } },
    // Its placeholder for the focus is a child that no menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // The head of what lies over the page is no second head of the page.
    DrawerHeader: { defaultProps: { role: "presentation" } },
    ModalHeader: { defaultProps: { role: "presentation" } },
    Modal: { defaultProps: { radius: 12, shadow: "var(--shadow)" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
});

const ours = {
  "--mantine-color-text": "var(--c-text)",
  "--mantine-color-dimmed": "var(--c-text-3)",
  "--mantine-color-placeholder": "var(--c-text-3)",
  "--mantine-color-error": "var(--c-late)",
  "--mantine-color-anchor": "var(--c-accent)",
  "--mantine-color-body": "var(--c-surface)",
  "--mantine-color-default": "var(--c-surface)",
  "--mantine-color-default-hover": "var(--c-sunken)",
  "--mantine-color-default-color": "var(--c-text)",
  "--mantine-color-default-border": "var(--c-border-strong)",
  "--mantine-color-disabled": "var(--c-sunken)",
  "--mantine-color-disabled-color": "var(--c-text-3)",
  "--mantine-color-disabled-border": "var(--c-border)",
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });
