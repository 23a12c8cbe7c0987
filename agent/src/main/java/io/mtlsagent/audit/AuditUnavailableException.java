package io.mtlsagent.audit;

/**
 * The event could not be written and is not kept: its handshake must be refused, and the refusal
 * handed to {@link AuditLog#record}.
 */
public final class AuditUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  AuditUnavailableException(String message) {
    super(message);
  }

  AuditUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
