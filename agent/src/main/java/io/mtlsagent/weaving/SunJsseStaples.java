package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import io.mtlsagent.policy.Staples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server has stapled, as a client of SunJSSE keeps it in the session that is being made.
 * Whether staples are asked for is up to {@code jdk.tls.client.enableStatusRequestExtension}, which
 * is false by default on Java 8, and true on newer ones.
 */
final class SunJsseStaples {

  private final SunJsseFields fields;

  SunJsseStaples(SunJsseFields fields) {
    this.fields = fields;
  }

  /** Of the handshake that a {@code TransportContext} is in. */
  Staples of(Object context) {
    Method enabled = fields.isStaplingEnabled;
    Method responses = fields.statusResponses;
    Object session = get(fields.handshakeSession, get(fields.contextHandshake, context));
    if (enabled == null || responses == null || session == null) {
      return Staples.notAsked();
    }
    try {
      Object owner = get(fields.contextOwner, context);
      if (!Boolean.TRUE.equals(SunJsseFields.call(enabled, owner, true))) {
        return Staples.notAsked();
      }
      List<byte[]> stapled = new ArrayList<>(1);
      Object all = SunJsseFields.call(responses, session);
      if (all instanceof List) {
        for (Object response : (List<?>) all) {
          stapled.add((byte[]) response);
        }
      }
      return Staples.of(stapled);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
