export const guard = {
  fourEyes: {
    why: "You vetted this file, so somebody else must decide.",
    remedy: "Ask another approver, or waive four eyes with a reason.",
  },
};
