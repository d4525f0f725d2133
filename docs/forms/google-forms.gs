/**
 * Sends every response of this Google Form to Convoke, signed as Standard Webhooks 1.0.0 say. What could not be delivered
 * is tried again every ten minutes for three days.
 *
 * How to set it up stands in docs/forms/google-forms.md.
 */

const RETRY_MINUTES = 10;
const GIVE_UP_MS = 3 * 24 * 3600 * 1000;
const PENDING = "convoke-pending";

/** Run this once, by hand: it asks for permission and then sends each response as it is submitted. */
function setUpConvoke() {
  settings();
  const form = FormApp.getActiveForm();
  ScriptApp.getProjectTriggers().forEach((trigger) => ScriptApp.deleteTrigger(trigger));
  ScriptApp.newTrigger("sendResponse").forForm(form).onFormSubmit().create();
  ScriptApp.newTrigger("sendPending").timeBased().everyMinutes(RETRY_MINUTES).create();
}

/** Called by Google for each response. */
function sendResponse(event) {
  deliver([{ id: event.response.getId(), since: Date.now() }]);
}

/** Called by the clock. */
function sendPending() {
  deliver([]);
}

function deliver(fresh) {
  const lock = LockService.getScriptLock();
  lock.waitLock(60000);
  try {
    const store = PropertiesService.getScriptProperties();
    const waiting = JSON.parse(store.getProperty(PENDING) || "[]").concat(fresh);
    // Written first: whatever happens below, nothing is forgotten.
    store.setProperty(PENDING, JSON.stringify(waiting));
    const left = waiting.filter(({ id, since }) => Date.now() - since < GIVE_UP_MS && !isDelivered(id));
    store.setProperty(PENDING, JSON.stringify(left));
  } finally {
    lock.releaseLock();
  }
}

function isDelivered(responseId) {
  const response = FormApp.getActiveForm().getResponse(responseId);
  const body = JSON.stringify(bodyOf(response));
  const { url, secret } = settings();
  try {
    const answer = UrlFetchApp.fetch(url, {
      method: "post",
      contentType: "application/json",
      payload: Utilities.newBlob(body, "application/json").getBytes(),
      headers: signatureOf(messageIdOf(response), body, secret),
      followRedirects: false,
      muteHttpExceptions: true,
    });
    const status = answer.getResponseCode();
    if (status !== 200)
      console.warn("Convoke answered " + status + ": " + answer.getContentText().slice(0, 500));
    return status === 200;
  } catch (error) {
    console.warn("Convoke could not be reached: " + error);
    return false;
  }
}

/** The same for every attempt; another one when the response is edited. Without a dot, as the standard wants it. */
function messageIdOf(response) {
  return "msg_" + response.getId().replace(/[^A-Za-z0-9_-]/g, "") + "_" + response.getTimestamp().getTime();
}

function signatureOf(id, body, secret) {
  const time = String(Math.floor(Date.now() / 1000));
  const content = Utilities.newBlob(id + "." + time + "." + body).getBytes();
  const key = Utilities.base64Decode(secret.replace(/^whsec_/, ""));
  const signature = Utilities.base64Encode(Utilities.computeHmacSha256Signature(content, key));
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": "v1," + signature };
}

function bodyOf(response) {
  const form = FormApp.getActiveForm();
  return {
    formId: form.getId(),
    formTitle: form.getTitle(),
    responseId: response.getId(),
    submittedAt: response.getTimestamp().toISOString(),
    respondentEmail: response.getRespondentEmail() || "",
    answers: response.getItemResponses().flatMap(answersOf),
  };
}

/** A grid has an answer for each of its rows. */
function answersOf(itemResponse) {
  const item = itemResponse.getItem();
  const type = String(item.getType());
  const id = String(item.getId());
  const answer = { id: id, title: item.getTitle(), type: type, response: itemResponse.getResponse() };
  const grid =
    type === "GRID" ? item.asGridItem() : type === "CHECKBOX_GRID" ? item.asCheckboxGridItem() : null;
  if (grid === null) return [answer];
  return grid.getRows().map((row, index) => ({
    id: id + "." + index,
    title: item.getTitle() + " [" + row + "]",
    type: type,
    response: answer.response[index] ?? "",
  }));
}

function settings() {
  const store = PropertiesService.getScriptProperties();
  const url = store.getProperty("CONVOKE_URL");
  const secret = store.getProperty("CONVOKE_SECRET");
  if (!/^https:\/\//.test(url || ""))
    throw new Error("Script property CONVOKE_URL: expected the source's https address");
  if (!/^whsec_/.test(secret || ""))
    throw new Error("Script property CONVOKE_SECRET: expected whsec_ and a base64 key");
  return { url: url, secret: secret };
}
