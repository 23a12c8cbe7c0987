package io.mtlsagent.weaving;

/**
 * A hook that only learns something, such as the address of an engine. What it throws is reported
 * and never reaches the application; the decision that lacks the fact is made strictly.
 */
interface AuditingHook extends Hook {}
