export async function demo(): Promise<void> {
  await Promise.reject(new Error("not yet"));
}
