package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link SunJsseStapling} reads and makes in {@code sun.security.ssl}, from Java 11 on. */
final class SunJsseStaplingFields {

  final Field handshakeExtensions = SunJsseFields.field("HandshakeContext", "handshakeExtensions");

  /** The key of the client's status_request (RFC 6066, section 8) among its extensions. */
  final @Nullable Object extension = SunJsseFields.constant("SSLExtension", "CH_STATUS_REQUEST");

  private final Object type =
      SunJsseFields.constant("CertStatusExtension$CertStatusRequestType", "OCSP");
  private final Field request =
      SunJsseFields.field("CertStatusExtension$CertStatusRequestSpec", "statusRequest");
  private final Class<?> ocspRequest = SunJsseFields.type("CertStatusExtension$OCSPStatusRequest");
  private final Field responders =
      SunJsseFields.field("CertStatusExtension$OCSPStatusRequest", "responderIds");
  private final Constructor<?> parameters = constructor();

  private static Constructor<?> constructor() {
    try {
      Constructor<?> found =
          SunJsseFields.type("StatusResponseManager$StaplingParameters")
              .getDeclaredConstructor(
                  SunJsseFields.type("SSLExtension"),
                  SunJsseFields.type("CertStatusExtension$CertStatusRequestType"),
                  SunJsseFields.type("CertStatusExtension$CertStatusRequest"),
                  Map.class);
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("StaplingParameters are made in another way", e);
    }
  }

  /** Whether a status_request asks for OCSP, and not for the answers of certain responders. */
  boolean takesAnyResponder(Object specification) {
    Object asked = get(request, specification);
    if (!ocspRequest.isInstance(asked)) {
      return false;
    }
    Object named = get(responders, asked);
    return named instanceof List && ((List<?>) named).isEmpty();
  }

  /** What {@code processStapling} returns where something is stapled. */
  Object parameters(Object specification, Map<X509Certificate, byte[]> responses)
      throws ReflectiveOperationException {
    return parameters.newInstance(extension, type, get(request, specification), responses);
  }
}
