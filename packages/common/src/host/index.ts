/**
 * What the guards need of a process, as opposed to the workflow sandbox: environment variables, files, a logger, counters.
 * Node only.
 *
 * @module
 */
export { explainActivityError, misplacedCall, type ThrowingActivity } from './activity-error';
export { isLoopback, splitAddress } from './address';
export { isAddress, isMalformedAddressError, isUnsetAddress, malformedAddress, suggestAddress } from './address-faults';
export { bareServiceOf, noteBareService } from './bare-service';
export { badDataConverter, type ConverterModuleFault, converterModuleFault } from './converter-faults';
export { badValue, noCallOptions, noOptions } from './bad-value';
export { readBaselineFile, systemErrorReason } from './baseline-file';
export { BoundedSet } from './bounded-set';
export {
  createGuardHost,
  type CheckContext,
  type FindingContext,
  type GuardHost,
  type GuardHostOptions,
} from './guard-host';
export { inParallel } from './in-parallel';
export { commandLine, type CommandTarget, handrailCommand, shellQuote, temporalCommand } from './shell-command';
export { apiKeyFaults, headerFaults, ILLEGAL_IN_HEADER, type SettingFault, tlsFaults } from './header-faults';
export { durationProblems } from './duration-problems';
export { escapeHtml } from './escape-html';
export { filterText } from './filter-text';
export { type GrpcProxy, grpcProxy } from './grpc-proxy';
export {
  installedPackages,
  type PackageUser,
  requireOf,
  requireSameSdk,
  requireSupportedPackages,
} from './installed-packages';
export {
  type AnswerFault,
  checkedInterceptor,
  type InterceptorCheck,
  type LostCall,
  type MethodKind,
} from './checked-interceptor';
export { misspeltMethods } from './misspelt-methods';
export { type ConstructHook, mirrorClass } from './mirror-class';
export {
  createPayloadGuard,
  isDefaultConverter,
  type PayloadCall,
  type PayloadGuard,
  payloadCall,
} from './payload-guard';
export { type SizeLimitOptions, withCheckedCodecs, withSizeLimit } from './size-codec';
export { noteFailurePayloads } from './failure-payloads';
export { notePolicy, type PolicyHolder, reportForeignPolicy, reportPolicyConflict } from './policy-conflict';
export { droppedOptions, noteDroppedOptions } from './dropped-options';
export { type PemFault, pemFaults } from './pem-faults';
export { CONNECTION_WORDS, judgeProblems, misspeltOptions } from './misspelt-options';
export { logProblem } from './log-problem';
export { countOne, type Host, logWarning, setHost } from './process-host';
export { type ProbeTarget, probeServer, type ServerVerdict } from './probe-server';
export { hideSecrets, removeSecrets } from './remove-secrets';
export { type ResolvePolicyOptions, resolvePolicy } from './resolve-policy';
export { areOptions } from './options-as-arguments';
export { addressOf, DEFAULT_ADDRESS, linksFor, noteAddress } from './server-address';
export { isRunId } from './run-id';
export { SUPPORTED_SDK } from './supported-versions';
export { type ReadFault, readFaultOf, watchedReads } from './watched-reads';
export { hasTestEnvironment, noteTestEnvironment } from './test-environments';
export { explainThrown, isError, type Thrower } from './thrown-value';
export { uiAddress } from './ui-address';
export { unreadAddress } from './unread-address';
export { formatDuration } from '../format-duration';
export { wordedFacts } from './worded-facts';
export { readDuration } from '../duration';
export { argumentSlots, entrySlots, isPlainJson, lossFaults, showPath, type ValueSlot } from '../payloads';
export type { Loss } from '../finding';
export { CALL_OPTIONS } from '../call-options';
export { type OptionTable } from '../option-slips';
export { handlerFindings } from '../handler-options';
export { unreadFindings } from '../unread-fields';
export { readField } from '../read-field';
export { nearestName } from '../nearest-name';
export { showThrown, showValue } from '../show-value';
export { isClass } from '../is-class';
export { epochDurations, unitlessDurations } from '../guards/odd-durations';
export { pointInSeconds, unitless } from '../odd-duration';
export { optionSlips } from '../option-slips';
