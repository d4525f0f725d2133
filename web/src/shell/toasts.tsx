import { MantineThemeProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { useTranslations } from "use-intl";

/** Where toasts stand. Their button has a name in the reader's language, which Mantine gives it none of. */
export function Toasts() {
  const t = useTranslations("parts");
  const closeButtonProps = { "aria-label": t("close") };
  return (
    <MantineThemeProvider theme={{ components: { Notification: { defaultProps: { closeButtonProps } } } }}>
      <Notifications position="bottom-left" limit={3} />
    </MantineThemeProvider>
  );
}
