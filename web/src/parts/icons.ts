/** The console's icons, 18 px and 1.75 thick, always beside a text or a name. */
import type { ComponentType, SVGProps } from "react";
import Today from "@tabler/icons-react/dist/esm/icons/IconSun.mjs";
import Board from "@tabler/icons-react/dist/esm/icons/IconLayoutKanban.mjs";
import Engagements from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import Intake from "@tabler/icons-react/dist/esm/icons/IconInbox.mjs";
import Workflows from "@tabler/icons-react/dist/esm/icons/IconSitemap.mjs";
import Insights from "@tabler/icons-react/dist/esm/icons/IconChartBar.mjs";
import Administration from "@tabler/icons-react/dist/esm/icons/IconSettings.mjs";
import Search from "@tabler/icons-react/dist/esm/icons/IconSearch.mjs";
import More from "@tabler/icons-react/dist/esm/icons/IconDots.mjs";
import Fold from "@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftCollapse.mjs";
import Unfold from "@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftExpand.mjs";
import Account from "@tabler/icons-react/dist/esm/icons/IconUserCircle.mjs";
import Down from "@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs";
import Choose from "@tabler/icons-react/dist/esm/icons/IconSelector.mjs";
import Check from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import Close from "@tabler/icons-react/dist/esm/icons/IconX.mjs";
import Late from "@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs";
import NotLive from "@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs";
import Keyboard from "@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs";
import Person from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import Organisation from "@tabler/icons-react/dist/esm/icons/IconBuilding.mjs";
import Note from "@tabler/icons-react/dist/esm/icons/IconNote.mjs";
import Download from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import Lock from "@tabler/icons-react/dist/esm/icons/IconLock.mjs";
import Snooze from "@tabler/icons-react/dist/esm/icons/IconClockPause.mjs";
import Wake from "@tabler/icons-react/dist/esm/icons/IconClockPlay.mjs";

export type Icon = ComponentType<
  Omit<SVGProps<SVGSVGElement>, "stroke"> & { size?: number; stroke?: number }
>;

export {
  Today as IconToday,
  Board as IconBoard,
  Engagements as IconEngagements,
  Intake as IconIntake,
  Workflows as IconWorkflows,
  Insights as IconInsights,
  Administration as IconAdministration,
  Search as IconSearch,
  More as IconMore,
  Fold as IconFold,
  Unfold as IconUnfold,
  Account as IconAccount,
  Down as IconDown,
  Choose as IconChoose,
  Check as IconCheck,
  Close as IconClose,
  Late as IconLate,
  NotLive as IconNotLive,
  Keyboard as IconKeyboard,
  Person as IconPerson,
  Organisation as IconOrganisation,
  Note as IconNote,
  Download as IconDownload,
  Lock as IconLock,
  Snooze as IconSnooze,
  Wake as IconWake,
};
