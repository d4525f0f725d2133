# Build with everything, run with what production needs.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/openapi/package.json web/openapi/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:22-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Without DATABASE_URL, PostgreSQL runs inside and keeps its data here; it refuses to run as root.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node gets the signals itself, so that a stop drains. Room for what dies young: fewer pauses under load.
ENTRYPOINT ["node", "--max-semi-space-size=64", "dist/bin/convoke.js"]
CMD ["start"]
