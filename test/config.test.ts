import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");

describe("a wrong setting is named with what was expected, and never with its value:", () => {
  it.each([
    ["PORT", "http", "from 0 to 65535"],
    ["PORT", "65536", "from 0 to 65535"],
    ["PORT", "-1", "from 0 to 65535"],
    ["PUBLIC_URL", "convoke.example", "http:// or https://"],
    ["PUBLIC_URL", "ftp://convoke.example", "http:// or https://"],
    ["PUBLIC_URL", "https://convoke.example/?a=b", "without a query"],
    ["DATABASE_URL", "mysql://user:hunter2@db/x", "postgres:// or postgresql://"],
    ["REDIS_URL", "localhost:6379", "redis://host"],
    ["REDIS_URL", "redis-sentinel://hunter2@watch:26379", "redis-sentinel://host1:26379,host2:26379/master"],
    ["REDIS_URL", "redis-cluster://:hunter2@one,two/3", "redis-cluster://host1:6379,host2:6379"],
    ["CONVOKE_MASTER_KEY", "hunter2", "32 bytes"],
    ["CONVOKE_ADMIN_TOKEN", "hunter2", "at least 16"],
    ["CONVOKE_ADMIN_TOKEN", "hunter2 with some spaces", "visible ASCII"],
    ["SMTP_URL", "https://user:hunter2@mail.example", "smtp:// or smtps://"],
    ["MAIL_FROM", "hunter2", "an address"],
    ["CONVOKE_ARCHIVE_AFTER_DAYS", "soon", "a whole number of days, or never"],
    ["CONVOKE_CLOCK", "sundial", "real or virtual"],
    ["CONVOKE_CLOCK_START", "soonish", "an instant"],
    ["HOOKS_PER_SOURCE", "lots", "a minute, or unlimited"],
    ["HOOKS_IN_ALL", "-5", "a minute, or unlimited"],
    ["INBOUND_SMTP_PER_ADDRESS", "lots", "a minute, or unlimited"],
    ["LOG_LEVEL", "loud", "debug, info, warn, error or silent"],
  ])("%s=%s", (name, value, expected) => {
    const read = () =>
      readConfig({ [name]: value, ...(name === "DATABASE_URL" ? { CONVOKE_MASTER_KEY: KEY } : {}) });
    expect(read).toThrow(expect.objectContaining({ code: "setting" }));
    expect(read).toThrow(`${name}: `);
    expect(read).toThrow(expected);
    if (value !== "-1") expect(read).not.toThrow(value);
  });

  it("several at once", () => {
    const read = () => readConfig({ PORT: "x", LOG_LEVEL: "x" });
    expect(read).toThrow(/PORT.*\n.*LOG_LEVEL/);
  });

  it("a certificate without its key, and a key without its certificate", () => {
    expect(() => readConfig({ INBOUND_SMTP_TLS_CERT: "cert.pem" })).toThrow("INBOUND_SMTP_TLS_KEY: ");
    expect(() => readConfig({ INBOUND_SMTP_TLS_KEY: "key.pem" })).toThrow("INBOUND_SMTP_TLS_CERT: ");
  });

  it("a server's database without a master key of its own", () => {
    expect(() => readConfig({ DATABASE_URL: "postgres://db/convoke" })).toThrow("CONVOKE_MASTER_KEY: ");
  });

  it("a virtual clock in production", () => {
    expect(() => readConfig({ CONVOKE_CLOCK: "virtual", NODE_ENV: "production" })).toThrow("CONVOKE_CLOCK: ");
  });
});

describe("settings", () => {
  it("all have defaults, and an empty one counts as not made", () => {
    const config = readConfig({ PORT: "", DATABASE_URL: "", CONVOKE_CLOCK_START: "" });
    expect(config).toMatchObject({ port: 3000, host: "127.0.0.1", isVirtual: false, databaseUrl: undefined });
  });

  it("lose the slash at the end of an address", () => {
    expect(readConfig({ PUBLIC_URL: "https://convoke.example/" }).publicUrl).toBe("https://convoke.example");
  });
});
