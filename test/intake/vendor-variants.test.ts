/**
 * Other shapes of the same vendors: what their documentation allows beside what the samples happen to have. The people
 * are invented.
 */
import { describe, expect, it } from "vitest";
import type { Identity } from "../../src/intake/adapter.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { identifyDelivery, readDelivery } from "../support/read-delivery.ts";

interface Variant {
  readonly vendor: string;
  readonly what: string;
  /** JSON, unless it is text. */
  readonly body: object | string;
  readonly contentType?: string;
  readonly expected: Omit<Partial<Inquiry>, "person" | "answers"> & {
    readonly person?: Partial<Inquiry["person"]>;
  };
  readonly identity?: Partial<Identity>;
  /** Words that must be among the answers, mapped or not. */
  readonly kept?: readonly string[];
}

const typeformField = (id: string, type: string, title: string, more: object = {}) => ({
  id,
  ref: `01J0000-${id}`,
  type,
  title,
  ...more,
});
const typeformAnswer = (id: string, fieldType: string, type: string, value: unknown) => ({
  type,
  [type]: value,
  field: { id, ref: `01J0000-${id}`, type: fieldType },
});
const tallyField = (key: string, label: string | null, type: string, value: unknown, more: object = {}) => ({
  key,
  label,
  type,
  value,
  ...more,
});
const jotform = (answers: object, more: object = {}) => ({ rawRequest: JSON.stringify(answers), ...more });

const VARIANTS: readonly Variant[] = [
  {
    vendor: "typeform",
    what: "contact info, an address, and titles that recall an earlier answer",
    body: {
      event_id: 7_700_001,
      event_type: "form_response",
      form_response: {
        token: "t-1",
        submitted_at: "2026-04-01T10:00:00Z",
        hidden: { utm_source: "newsletter" },
        definition: {
          fields: [
            typeformField("c", "contact_info", "First, your details", {
              properties: {
                fields: [
                  typeformField("c1", "short_text", "Name", { subfield_key: "first_name" }),
                  typeformField("c2", "short_text", "Last name", { subfield_key: "last_name" }),
                  typeformField("c3", "phone_number", "Phone"),
                  typeformField("c4", "email", "Email"),
                  typeformField("c5", "short_text", "Company"),
                ],
              },
            }),
            typeformField("a", "address", "Where do you live, {{field:01J0000-c1}}?", {
              properties: {
                fields: [
                  typeformField("a1", "short_text", "City/Town"),
                  typeformField("a2", "dropdown", "Country"),
                ],
              },
            }),
            typeformField("r", "short_text", "Thanks {{field:01J0000-c1}}! What is your role?"),
          ],
        },
        answers: [
          typeformAnswer("c1", "short_text", "text", "Adaeze"),
          typeformAnswer("c2", "short_text", "text", "Nwosu"),
          typeformAnswer("c3", "phone_number", "phone_number", "+2348000000000"),
          typeformAnswer("c4", "email", "email", "adaeze@delta.example"),
          typeformAnswer("c5", "short_text", "text", "Delta Shipyards"),
          typeformAnswer("a1", "short_text", "text", "Warri"),
          typeformAnswer("a2", "dropdown", "choice", { id: "x", label: "Nigeria", ref: "y" }),
          typeformAnswer("r", "short_text", "text", "Yard manager"),
        ],
      },
    },
    expected: {
      person: {
        name: "Adaeze Nwosu",
        givenName: "Adaeze",
        familyName: "Nwosu",
        email: "adaeze@delta.example",
      },
      organisation: "Delta Shipyards",
      capacity: "Yard manager",
      country: "NG",
    },
    identity: { deliveryKey: "7700001", submissionKey: "t-1", partial: false },
    kept: ["Warri", "newsletter"],
  },
  {
    vendor: "typeform",
    what: "a matrix, a ranking, a payment, scales, a booking, an upload, an outcome and answers that are null",
    body: {
      event_id: "e-2",
      event_type: "form_response",
      form_response: {
        token: "t-2",
        calculated: { score: 9 },
        variables: [{ key: "winning_outcome_id", type: "outcome_id", outcome_id: "o1" }],
        outcome: { id: "o1", title: "Ports first" },
        definition: {
          fields: [
            typeformField("m", "matrix", "How urgent is", {
              properties: { fields: [typeformField("m1", "multiple_choice", "Dredging")] },
            }),
            typeformField("k", "ranking", "Rank the working groups", {
              properties: {
                choices: [
                  { id: "k1", label: "Ports" },
                  { id: "k2", label: "Data" },
                ],
              },
            }),
            typeformField("o", "opinion_scale", "How likely?"),
            typeformField("n", "short_text", "Hi! What's your name?"),
          ],
        },
        answers: [
          typeformAnswer("m1", "multiple_choice", "choice", { label: "Very" }),
          typeformAnswer("k", "ranking", "choices", { ids: ["k2", "k1"] }),
          typeformAnswer("o", "opinion_scale", "number", 0),
          typeformAnswer("p", "payment", "payment", {
            amount: "10.00",
            last4: "4242",
            name: "A N OTHER",
            success: true,
          }),
          typeformAnswer("b", "calendly", "url", "https://calendly.example/events/1"),
          typeformAnswer("f", "file_upload", "file_url", "https://api.typeform.example/f/statute.pdf"),
          typeformAnswer("d", "date", "date", "2026-05-01"),
          typeformAnswer("x", "short_text", "text", null),
          typeformAnswer("v", "video", "multi_format", { video_url: "https://v.example/1" }),
          typeformAnswer("n", "short_text", "text", "Ottoline Grey"),
        ],
      },
    },
    expected: { person: { name: "Ottoline Grey", email: null }, interests: ["Data", "Ports"] },
    kept: ["Very", "4242", "calendly", "2026-05-01", "Ports first", "https://v.example/1"],
  },
  {
    vendor: "tally",
    what: "a consent box without a title, a country to choose, a matrix, a signature, a payment and empty answers",
    body: {
      eventId: "ev-1",
      eventType: "FORM_RESPONSE",
      createdAt: "2026-04-01T10:00:00.000Z",
      data: {
        submissionId: "s-1",
        fields: [
          tallyField("q1", "Imię i nazwisko", "INPUT_TEXT", "Łucja Wróbel"),
          tallyField("q2", "E-mail", "INPUT_EMAIL", "lucja@wisla.example"),
          tallyField("q3", "Country", "DROPDOWN", ["o-pl"], {
            options: [
              { id: "o-pl", text: "Poland" },
              { id: "o-de", text: "Germany" },
            ],
          }),
          tallyField("q4", null, "CHECKBOXES", ["o-yes"], {
            options: [{ id: "o-yes", text: "I agree to the privacy policy" }],
          }),
          tallyField("q4_o-yes", " (I agree to the privacy policy)", "CHECKBOXES", true),
          tallyField(
            "q5",
            "Urgency",
            "MATRIX",
            { r1: ["c2"], r2: [] },
            {
              rows: [
                { id: "r1", text: "Locks" },
                { id: "r2", text: "Weirs" },
              ],
              columns: [
                { id: "c1", text: "Low" },
                { id: "c2", text: "High" },
              ],
            },
          ),
          tallyField("q6", "Sign here", "SIGNATURE", [
            { id: "f", name: "sign.png", url: "https://t.example/s.png" },
          ]),
          tallyField("q7_price", "Payment (price)", "PAYMENT", 0.55),
          tallyField("q7_email", "Payment (email)", "PAYMENT", "cashier@wisla.example"),
          tallyField("q8", "Respondent's country", "RESPONDENT_COUNTRY", "DE"),
          tallyField("q9", "Working groups", "MULTI_SELECT", ["w1", "w2"], {
            options: [
              { id: "w1", text: "Ports" },
              { id: "w2", text: "Something else", isOtherOption: true },
            ],
          }),
          tallyField("q10", "Anything else?", "TEXTAREA", null),
          tallyField("q11", "Rate us", "RATING", 0),
          tallyField("q12", "utm_campaign", "HIDDEN_FIELDS", "spring"),
        ],
      },
    },
    expected: {
      person: { name: "Łucja Wróbel", email: "lucja@wisla.example" },
      country: "PL",
      consent: true,
      interests: ["Ports", "Something else"],
      message: null,
    },
    identity: { deliveryKey: "ev-1", submissionKey: "s-1" },
    kept: ["Locks: High", "sign.png", "cashier@wisla.example", "spring"],
  },
  {
    vendor: "tally",
    what: "a consent box that was left empty, and numbers for ids",
    body: {
      eventId: 901,
      data: {
        responseId: 902,
        fields: [
          tallyField("a", "Your e-mail", "INPUT_EMAIL", "no@wisla.example"),
          tallyField("b", null, "CHECKBOXES", [], {
            options: [{ id: "o", text: "I agree to be contacted" }],
          }),
        ],
      },
    },
    expected: { person: { email: "no@wisla.example" }, consent: false },
    identity: { deliveryKey: "901", submissionKey: "902" },
  },
  {
    vendor: "formbricks",
    what: "contact info without an e-mail, an address, an upload and a consent",
    body: {
      webhookId: "w",
      event: "responseFinished",
      data: {
        id: "r-1",
        finished: true,
        createdAt: "2026-04-01T10:00:00.000Z",
        updatedAt: "2026-04-01T10:01:00.000Z",
        data: {
          c7d8: ["Temwa", "Banda", "", "+265 1 000 000", ""],
          e9f0: ["Plot 4", "", "Zomba", "", "", "Malawi"],
          upload1: ["https://app.formbricks.example/storage/e/private/letter%20one.pdf"],
          privacy_consent: "accepted",
          areas_of_interest: ["Lakes", "Rivers"],
          nps: 0,
          skipped: "",
        },
        personAttributes: { plan: "member" },
        survey: { title: "Join" },
      },
    },
    expected: {
      person: { name: "Temwa Banda", email: null, phone: "+265 1 000 000" },
      country: "MW",
      consent: true,
      interests: ["Lakes", "Rivers"],
      submittedAt: "2026-04-01T10:01:00.000Z",
    },
    identity: { submissionKey: "r-1", partial: false },
    kept: ["letter one.pdf", "Zomba", "member"],
  },
  {
    vendor: "jotform",
    what: "an address of two boxes, a telephone in one, a widget, an appointment, products and a signature by address",
    body: jotform(
      {
        q3_fullName: { first: "Solveig", last: "Dahl" },
        q4_emailAddress: "solveig@nord.example",
        q5_phone5: { full: "(047) 220-0000" },
        q6_where: { city: "Bodø", country: "Norway" },
        q7_appointment: { date: "2026-05-04 10:00", duration: "30", timezone: "Europe/Oslo (GMT+02:00)" },
        q8_myProducts: { products: [{ productName: "Seat", quantity: 1 }], totalInfo: { totalSum: 0 } },
        q9_signature9: "https://eu.jotform.com/uploads/org/1/2/signature_9.png",
        q10_terms: "Accepted",
        q11_matrix: { Ports: "High", Data: ["Low"] },
        q12_stars: "4",
        q13_empty: null,
        utm_source: "radio",
      },
      { submissionID: 6_500_000_000_001 },
    ),
    expected: {
      person: { name: "Solveig Dahl", email: "solveig@nord.example", phone: "(047) 220-0000" },
      country: "NO",
      consent: true,
    },
    identity: { deliveryKey: "6500000000001" },
    kept: ["Bodø", "2026-05-04 10:00", "Seat", "signature_9.png", "Ports: High", "radio"],
  },
  {
    vendor: "jotform",
    what: "questions with their texts beside the answers, as the API has them",
    body: jotform({
      q3_name3: {
        name: "name3",
        text: "שם מלא",
        type: "control_fullname",
        answer: { first: "Noa", last: "Peretz" },
      },
      q4_typeA: { text: "Organisation", type: "control_textbox", answer: "Haifa Bay Forum" },
      q5_mail: { text: "מייל", answer: "noa@haifa.example" },
    }),
    expected: {
      person: { name: "Noa Peretz", email: "noa@haifa.example" },
      organisation: "Haifa Bay Forum",
    },
  },
  {
    vendor: "fillout",
    what: "a number for an id, a matrix, a subform, a switch, a place on the map and a booking with the only address",
    body: {
      formId: "f",
      submission: {
        submissionId: 31,
        submissionTime: "2026-04-01T10:00:00.000Z",
        lastUpdatedAt: null,
        questions: [
          { id: "a", name: "Full name", type: "ShortAnswer", value: "Ines Rocha" },
          { id: "b", name: "I accept the privacy notice", type: "Switch", value: true },
          { id: "c", name: "Urgency", type: "Matrix", value: { Ports: "High" } },
          {
            id: "d",
            name: "Colleagues",
            type: "Subform",
            value: [{ name: "Rui", email: "rui@rocha.example" }],
          },
          { id: "e", name: "Where", type: "LocationCoordinates", value: { latitude: 38.7, longitude: -9.1 } },
          { id: "f", name: "Empty", type: "DatePicker", value: null },
          { id: "g", name: "Stars", type: "StarRating", value: 0 },
          {
            id: "h",
            name: "Files",
            type: "FileUpload",
            value: [{ id: "1", url: "https://x.example/u/1", filename: "plan.pdf" }],
          },
        ],
        scheduling: [
          { id: "s", name: "Call", value: { fullName: "Ines Rocha", email: "ines@rocha.example" } },
        ],
        documents: null,
      },
    },
    expected: { person: { name: "Ines Rocha", email: "ines@rocha.example" }, consent: true },
    identity: { deliveryKey: "31", submissionKey: "31" },
    kept: ["Ports: High", "rui@rocha.example", "latitude: 38.7", "plan.pdf"],
  },
  {
    vendor: "gravityforms",
    what: "an entry that has a whole beside its boxes, and numbers for ids",
    body: {
      id: 91,
      form_id: 4,
      date_created: "2026-04-01 10:00:00",
      "1": "",
      "1.3": "Keoni",
      "1.6": "Akana",
      "2": "keoni@mauna.example",
      "3": null,
      "4": "Reefs, Tides",
      "4.1": "Reefs",
      "4.2": "Tides",
      "5": "https://ngo.example/wp-content/uploads/gravity_forms/4-a/statute.pdf",
    },
    expected: {
      person: { name: "Keoni Akana", email: "keoni@mauna.example" },
      submittedAt: "2026-04-01T10:00:00.000Z",
    },
    identity: { deliveryKey: "91/4" },
    kept: ["Reefs, Tides", "statute.pdf"],
  },
  {
    vendor: "gravityforms",
    what: "chosen fields under the names that the form editor shows",
    body: {
      "Name (First)": "Keoni",
      "Name (Middle)": "K.",
      "Name (Last)": "Akana",
      "Name (Prefix)": "Dr",
      Email: "keoni@mauna.example",
      "Address (Street Address)": "1 Hana Hwy",
      "Address (Country)": "United States",
      "Which groups?": ["Reefs"],
    },
    expected: {
      person: { name: "Keoni Akana", givenName: "Keoni", familyName: "Akana" },
      country: "US",
    },
    kept: ["K.", "Dr", "1 Hana Hwy", "Reefs"],
  },
  {
    vendor: "wpforms",
    what: "one upload, a website, a date and choices in one line",
    body: {
      name: "Miriam Cohen-Levy",
      email: "miriam@haifa.example",
      organisation_website: "https://haifa.example/about",
      date: { value: "04/01/2026", unix: 1_775_001_600 },
      topics: "Ports||Crew, welfare",
      letter: "https://ngo.example/wp-content/uploads/wpforms/9-a/letter.pdf",
      rating: 0,
      empty: null,
    },
    expected: {
      person: { name: "Miriam Cohen-Levy", email: "miriam@haifa.example" },
      interests: ["Ports", "Crew, welfare"],
    },
    kept: ["https://haifa.example/about", "04/01/2026", "letter.pdf"],
  },
  {
    vendor: "cf7",
    what: "German names, a menu as a list, an acceptance and a hidden field",
    body: {
      "ihr-name": "Jörg Åkesson",
      "ihre-e-mail": "joerg@ostsee.example",
      land: ["Deutschland"],
      "acceptance-101": "1",
      "ihre-nachricht": "Guten Tag\r\nwir möchten mitmachen",
      _site_title: "Ostsee e.V.",
      "quiz-1": "7",
    },
    expected: {
      person: { name: "Jörg Åkesson", email: "joerg@ostsee.example" },
      country: "DE",
      consent: true,
      message: "Guten Tag\nwir möchten mitmachen",
    },
    kept: ["Ostsee e.V.", "7"],
  },
  {
    vendor: "netlify",
    what: "a number for an id, boxes as a list and an upload as an object",
    body: {
      number: 4,
      id: 65_001,
      created_at: "2026-04-01T10:00:00.000Z",
      data: {
        name: "Efua Mensimah",
        email: "efua@cape.example",
        groups: ["Ports", "Data"],
        cv: { filename: "cv.pdf", type: "application/pdf", size: 9, url: "https://d33.example/x/cv.pdf" },
        agree: null,
        ip: "198.51.100.1",
      },
    },
    expected: { person: { name: "Efua Mensimah", email: "efua@cape.example" } },
    identity: { deliveryKey: "65001" },
    kept: ["Ports", "cv.pdf", "198.51.100.1"],
  },
  {
    vendor: "netlify",
    what: "titles that are placeholders, over names that say what is asked",
    body: {
      id: "65002",
      data: { full_name: "Efua Mensimah", email: "efua@cape.example", note: "We fish.", ip: "198.51.100.1" },
      ordered_human_fields: [
        { title: "Jane Doe", name: "full_name", value: "Efua Mensimah" },
        { title: "you@example.com", name: "email", value: "efua@cape.example" },
        { title: "Type here…", name: "note", value: "We fish." },
      ],
    },
    expected: { person: { name: "Efua Mensimah", email: "efua@cape.example" }, message: "We fish." },
  },
  {
    vendor: "formspree",
    what: "settings of the form, which fill nothing and are kept",
    body: {
      form: "xyz",
      submission: {
        _date: "2026-04-01T10:00:00.000+02:00",
        _subject: "Joining the group on ports",
        _replyto: "",
        email: "aroha@moana.example",
        full_name: "Aroha Ngata",
        message: ["one", "two"],
        consent: true,
      },
    },
    expected: {
      person: { name: "Aroha Ngata", email: "aroha@moana.example" },
      consent: true,
      submittedAt: "2026-04-01T08:00:00.000Z",
    },
    kept: ["Joining the group on ports", "one"],
  },
  {
    vendor: "webflow",
    what: "version 1 of the API",
    body: {
      name: "Contact",
      site: "62749158efef318abc8d5a0f",
      data: {
        "First Name": "Ilse",
        "Last Name": "Bakker",
        Email: "ilse@maas.example",
        "Phone Number": 31_100_000_000,
      },
      d: "2026-04-01T10:00:00.000Z",
      _id: "6321ca84df3949bfc6750001",
    },
    expected: {
      person: { name: "Ilse Bakker", email: "ilse@maas.example", phone: "31100000000" },
      submittedAt: "2026-04-01T10:00:00.000Z",
    },
    identity: { deliveryKey: "6321ca84df3949bfc6750001" },
  },
  {
    vendor: "webflow",
    what: "version 2 without the trigger, which is optional, and boxes as a list",
    body: {
      payload: {
        id: "6321ca84df3949bfc6750002",
        data: { Name: "Ilse Bakker", Email: "ilse@maas.example", Topics: ["Locks", "Weirs"], Agree: "true" },
        schema: [{ fieldName: "Topics", fieldType: "FormCheckboxInput" }],
      },
    },
    expected: { person: { name: "Ilse Bakker" }, interests: ["Locks", "Weirs"], consent: true },
  },
  {
    vendor: "webflow",
    what: "names that all have the same word behind them",
    body: {
      triggerType: "form_submission",
      payload: {
        id: "6321ca84df3949bfc6750003",
        data: {
          "Name-kom": "Åsa Lindh",
          "Email-kom": "asa@skargard.example",
          "phone-kom": "+46 8 000 000",
          "Meddelande-kom": "Vi vill vara med.",
          "Vessel name": "Freja",
        },
      },
    },
    expected: {
      person: { name: "Åsa Lindh", email: "asa@skargard.example", phone: "+46 8 000 000" },
      message: "Vi vill vara med.",
    },
    kept: ["Freja"],
  },
  {
    vendor: "hubspot",
    what: "a contact as version 3 of the API has it, with several choices in one text",
    body: {
      id: "512",
      properties: {
        firstname: "Paloma",
        lastname: "Ibáñez",
        email: "paloma@ria.example",
        company: "Ría Viva",
        jobtitle: "Bióloga",
        country: "Spain",
        areas_of_interest: "Ports;Fisheries",
        createdate: "2026-04-01T10:00:00Z",
        hs_lead_status: null,
      },
      archived: false,
    },
    expected: {
      person: { name: "Paloma Ibáñez", email: "paloma@ria.example" },
      organisation: "Ría Viva",
      capacity: "Bióloga",
      country: "ES",
      interests: ["Ports", "Fisheries"],
    },
  },
  {
    vendor: "googleforms",
    what: "the event's named values alone, as most scripts send them",
    body: {
      Timestamp: ["4/1/2026 10:00:00"],
      "Email Address": ["tevita@reef.example"],
      "Full name": ["Tevita Moala"],
      "Which working groups?": ["Reefs, Tides"],
      "Urgency [Ports]": ["High"],
      Comment: [""],
    },
    expected: { person: { name: "Tevita Moala", email: "tevita@reef.example" } },
    kept: ["4/1/2026 10:00:00", "Reefs, Tides", "High"],
  },
  {
    vendor: "googleforms",
    what: "a response as the API has it",
    body: {
      formId: "1FAI",
      responseId: "ACYD-1",
      createTime: "2026-04-01T09:59:00Z",
      lastSubmittedTime: "2026-04-01T10:00:00.123456Z",
      respondentEmail: "tevita@reef.example",
      answers: {
        "0a1b": { questionId: "0a1b", textAnswers: { answers: [{ value: "We would\nlike to join." }] } },
        "2c3d": { questionId: "2c3d", textAnswers: { answers: [{ value: "Reefs" }, { value: "Tides" }] } },
        "4e5f": {
          questionId: "4e5f",
          fileUploadAnswers: { answers: [{ fileId: "x", fileName: "map.pdf", mimeType: "a/b" }] },
        },
      },
    },
    expected: {
      person: { email: "tevita@reef.example" },
      message: "We would\nlike to join.",
      submittedAt: "2026-04-01T10:00:00.123Z",
    },
    identity: { deliveryKey: "ACYD-1/2026-04-01T10:00:00.123456Z", submissionKey: "ACYD-1" },
    kept: ["Reefs", "map.pdf"],
  },
  {
    vendor: "googleforms",
    what: "answers by title, and the address beside them",
    body: {
      formId: "1FAI",
      responseId: "ACYD-3",
      email: "tevita@reef.example",
      answers: { "Your name": "Tevita Moala", "Working groups": ["Reefs", "Tides"], Rating: 0 },
    },
    expected: {
      person: { name: "Tevita Moala", email: "tevita@reef.example" },
      interests: ["Reefs", "Tides"],
    },
  },
  {
    vendor: "googleforms",
    what: "titles and answers in one member, sent without saying that they are JSON",
    body: JSON.stringify({
      formTitle: "Join us",
      responseId: "ACYD-2",
      responses: {
        Nombre: "Lautaro",
        Apellidos: "Quispe Mamani",
        "Correo electrónico": "lautaro@puna.example",
        País: "Bolivia",
      },
    }),
    contentType: "application/x-www-form-urlencoded",
    expected: { person: { name: "Lautaro Quispe Mamani", email: "lautaro@puna.example" }, country: "BO" },
    identity: { submissionKey: "ACYD-2" },
  },
  {
    vendor: "googleforms",
    what: "questions told one by one, each with its answer",
    body: {
      responses: [
        { question: "What is your name?", answer: "Tevita Moala" },
        { question: "E-mail", answer: "tevita@reef.example" },
        { question: "Topics", answer: ["Reefs", "Tides"] },
      ],
    },
    expected: {
      person: { name: "Tevita Moala", email: "tevita@reef.example" },
      interests: ["Reefs", "Tides"],
    },
  },
  {
    vendor: "googleforms",
    what: "questions by the number of their item",
    body: {
      "1204": { type: "TEXT", index: 0, title: "Your name", value: "Tevita Moala" },
      "1205": { type: "PARAGRAPH_TEXT", index: 1, title: "Message", value: "Mālō!" },
      "1206": { type: "CHECKBOX", index: 2, title: "Topics", value: ["Reefs"] },
    },
    expected: { person: { name: "Tevita Moala" }, message: "Mālō!", interests: ["Reefs"] },
  },
  {
    vendor: "msforms",
    what: "a body as text, a statement by statement answer, a time of its own and another language",
    body: {
      statusCode: 200,
      body: JSON.stringify({
        responder: "anonymous",
        submitDate: "2026-04-01T10:00:00Z",
        responseId: 44,
        "Vor- und Nachname": "Anneliese Groß",
        "E-Mail": "anneliese@elbe.example",
        r1: '{"Ports":"High","Data":"Low"}',
        r2: '["Häfen","Daten"]',
        r3: null,
      }),
    },
    expected: {
      person: { name: "Anneliese Groß", email: "anneliese@elbe.example" },
      submittedAt: "2026-04-01T10:00:00.000Z",
    },
    kept: ["Ports: High", "Häfen"],
  },
  {
    vendor: "msforms",
    what: "a list with the one response in it",
    body: [{ responder: "sanna@saimaa.example", submitDate: "4/1/2026 1:05:09 PM", Nimi: "Sanna Virtanen" }],
    expected: {
      person: { name: "Sanna Virtanen", email: "sanna@saimaa.example" },
      submittedAt: "2026-04-01T13:05:09.000Z",
    },
  },
  {
    vendor: "surveymonkey",
    what: "numbers for ids",
    body: {
      event_type: "response_completed",
      event_id: 10_001,
      object_id: 770_001,
      filter_id: 500_100,
      resources: { survey_id: 500_100, respondent_id: 770_001 },
    },
    expected: {},
    identity: {
      deliveryKey: "10001",
      submissionKey: "770001",
      held: "SurveyMonkey sends no answers; look up the response 770001 of the survey 500100 there",
    },
  },
  {
    vendor: "drupal",
    what: "a contact of CiviCRM in a webform, with a country by its number",
    body:
      "sid=71&webform_id=join&created=1775037600" +
      "&civicrm_1_contact_1_contact_first_name=Salome&civicrm_1_contact_1_contact_last_name=Beridze" +
      "&civicrm_1_contact_1_email_email=salome%40kolkheti.example&civicrm_1_contact_1_address_country_id=1081" +
      "&interests%5Bports%5D=ports&interests%5Bdata%5D=data&terms_of_service=1",
    contentType: "application/x-www-form-urlencoded",
    expected: {
      person: { name: "Salome Beridze", email: "salome@kolkheti.example" },
      country: "GE",
      consent: true,
      submittedAt: "2026-04-01T10:00:00.000Z",
    },
    kept: ["ports", "data"],
  },
  {
    vendor: "civicrm",
    what: "a country by its number, an employer and a position",
    body:
      "first_name=Nino&last_name=Kapanadze&email-Primary=nino%40rioni.example&country-Primary=1228" +
      "&current_employer=Rioni+Trust&job_title=Hydrologist&state_province-Primary=1004&custom_7=1",
    contentType: "application/x-www-form-urlencoded",
    expected: {
      person: { name: "Nino Kapanadze", email: "nino@rioni.example" },
      organisation: "Rioni Trust",
      capacity: "Hydrologist",
      country: "US",
    },
    kept: ["1004"],
  },
  {
    vendor: "civicrm",
    what: "what FormBuilder sends",
    body: {
      Individual1: [
        {
          fields: { first_name: "Nino", last_name: "Kapanadze", "custom.field": "x" },
          joins: { Email: [{ email: "nino@rioni.example" }], Address: [{ city: "Poti", country_id: 1081 }] },
        },
      ],
    },
    expected: { person: { name: "Nino Kapanadze", email: "nino@rioni.example" }, country: "GE" },
    kept: ["Poti", "x"],
  },
  {
    vendor: "standard-webhooks",
    what: "seconds for a time, and questions told one by one",
    body: {
      type: "form.submitted",
      timestamp: 1_775_037_600,
      data: {
        form: { id: 9, title: "Join" },
        fields: [
          { id: 1, label: "お名前", type: "text", value: "田中 葵" },
          { id: 2, label: "メールアドレス", type: "email", value: "aoi@minato.example" },
          { id: 3, label: "国", type: "select", value: "日本" },
        ],
      },
    },
    expected: {
      person: { name: "田中 葵", email: "aoi@minato.example" },
      submittedAt: "2026-04-01T10:00:00.000Z",
    },
    kept: ["日本", "Join"],
  },
  {
    vendor: "form",
    what: "fields with their types (Formstack)",
    body: {
      FormID: "23534",
      UniqueID: 12_345,
      Name: { first: "Isolde", last: "Marchetti", field_type: "name" },
      Email: { value: "isolde@po.example", field_type: "email" },
      Reason: { value: "We would like to\ntake part", field_type: "textarea" },
    },
    expected: {
      person: { name: "Isolde Marchetti", email: "isolde@po.example" },
      message: "We would like to\ntake part",
    },
    kept: ["12345"],
  },
  {
    vendor: "form",
    what: "a list of titled answers (Paperform)",
    body: {
      data: [
        {
          title: "What's your name?",
          description: null,
          type: "text",
          key: "3c5",
          custom_key: "name",
          value: "Isolde Marchetti",
        },
        {
          title: "E-mail",
          description: null,
          type: "email",
          key: "4d6",
          custom_key: null,
          value: "isolde@po.example",
        },
        { title: "Country", description: "", type: "dropdown", key: "5e7", custom_key: null, value: "Italy" },
        {
          title: "Groups",
          description: "",
          type: "choices",
          key: "6f8",
          custom_key: null,
          value: ["Ports", "Data"],
        },
      ],
      submission_id: "s",
    },
    expected: { person: { name: "Isolde Marchetti", email: "isolde@po.example" }, country: "IT" },
    kept: ["Ports"],
  },
  {
    vendor: "form",
    what: "fields by name with title and value, posted with brackets (Elementor)",
    body: [
      "fields[name][id]=name&fields[name][type]=text&fields[name][title]=Nom+complet&fields[name][value]=Aya+Traor%C3%A9",
      "fields[name][raw_value]=Aya+Traor%C3%A9&fields[name][required]=1",
      "fields[field_1][id]=field_1&fields[field_1][type]=email&fields[field_1][title]=Courriel",
      "fields[field_1][value]=aya%40lagune.example&fields[field_1][raw_value]=aya%40lagune.example&fields[field_1][required]=1",
      "meta[page_url][title]=URL+de+la+page&meta[page_url][value]=https%3A%2F%2Fong.example%2F",
    ].join("&"),
    contentType: "application/x-www-form-urlencoded",
    expected: { person: { name: "Aya Traoré", email: "aya@lagune.example" } },
    kept: ["https://ong.example/"],
  },
  {
    vendor: "form",
    what: "somebody with a title and a response, who is no question",
    body: { person: { title: "Dr", name: "Ada Byron", email: "ada@engine.example", response: "yes" } },
    expected: { person: { name: "Ada Byron", email: "ada@engine.example" } },
    kept: ["Dr", "yes"],
  },
];

describe("a delivery that looks otherwise than the samples", () => {
  it.each(VARIANTS.map((one) => [`${one.vendor}: ${one.what}`, one] as const))("%s", (_, variant) => {
    const { vendor, body, contentType, expected, identity = {}, kept = [] } = variant;
    const delivery = deliveryOf(
      typeof body === "string" ? body : JSON.stringify(body),
      contentType === undefined ? {} : { contentType },
    );
    const inquiry = readDelivery(vendor, delivery);
    expect(inquiry).toMatchObject(expected);
    expect(identifyDelivery(vendor, delivery)).toMatchObject(identity);
    const values = JSON.stringify(inquiry.answers.map(({ value }) => value));
    for (const words of kept) expect(values).toContain(words);
  });

  it("loses none of its answers, whatever becomes of them", () => {
    for (const { vendor, body, contentType } of VARIANTS.filter(
      ({ body: sent }) => typeof sent !== "string",
    )) {
      const delivery = deliveryOf(JSON.stringify(body), contentType === undefined ? {} : { contentType });
      for (const { value, key, label } of readDelivery(vendor, delivery).answers) {
        expect(JSON.stringify([value, key, label]), vendor).not.toMatch(/\[object|undefined/);
      }
    }
  });
});
