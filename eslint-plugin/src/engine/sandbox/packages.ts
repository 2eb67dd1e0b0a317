/**
 * What is known about packages by their name. The list is short on purpose: facts come from a package's own source wherever
 * that is installed.
 *
 * @module
 */

/** Packages of the SDK and of Handrail that are made for the sandbox, by their first path segment or two. */
export function isSandboxPackage(request: string): boolean {
  return /^@temporalio\/(?:workflow|common|proto|interceptors-opentelemetry(?:-v2)?)(?:\/|$)|^@handrail\/(?:workflow|common|errors)(?:\/|$)/.test(
    request,
  );
}

/** Packages whose purpose is the network. A call of them reaches it, whatever their source would show. */
const NETWORK =
  names(`axios ky ofetch wretch cross-fetch isomorphic-fetch unfetch whatwg-fetch superagent redaxios graphql-request
  node-fetch got undici needle request request-promise phin bent axios-retry urllib
  stripe openai @anthropic-ai/sdk @google/generative-ai @google/genai @mistralai/mistralai cohere-ai twilio @sendgrid/mail
  @sendgrid/client @slack/web-api @slack/webhook @octokit/rest octokit @apollo/client @supabase/supabase-js @notionhq/client
  @elastic/elasticsearch @opensearch-project/opensearch @upstash/redis @vercel/kv @neondatabase/serverless resend
  algoliasearch @trpc/client socket.io-client`);

/** Whether what a package offers reaches the network whatever is called of it. */
export function isNetworkPackage(name: string): boolean {
  return NETWORK.has(name) || /^@aws-sdk\/(?:client|lib)-/.test(name);
}

/**
 * Packages that cannot be bundled, since they import what Node alone has; asked only of those that are not installed. Each was
 * installed and given to the SDK's bundler.
 */
const NEEDS_NODE = names(`pg postgres mysql2 mongodb mongoose redis ioredis knex sequelize express
  koa fastify @nestjs/core @nestjs/common kafkajs amqplib bullmq nodemailer @grpc/grpc-js aws-sdk firebase-admin @google-cloud/storage
  @azure/storage-blob winston pino-pretty morgan dotenv fs-extra glob chokidar execa bcrypt sharp jsonwebtoken @sentry/node
  prom-client multer body-parser socket.io jsdom`);

/** Whether a package is known to need Node. */
export function needsNode(name: string): boolean {
  return NEEDS_NODE.has(name);
}

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Names that touch no network though their package does: errors, constants, checks. */
export function isHarmlessMember(path: string): boolean {
  return /(?:^|\.)(?:is[A-Z]\w*|[A-Z]\w*(?:Error|Command)|HttpStatusCode|CancelToken|mergeConfig|getUri|toFormData|formToJSON|AxiosHeaders|defaults|interceptors|gql)(?:[.(]|$)/.test(
    path,
  );
}
