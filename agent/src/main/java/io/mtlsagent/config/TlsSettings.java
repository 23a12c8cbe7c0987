package io.mtlsagent.config;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be negotiated in {@code enforce}. */
public final class TlsSettings {

  private final List<String> protocols;
  private final List<String> ciphers;

  private TlsSettings(List<String> protocols, List<String> ciphers) {
    this.protocols = protocols;
    this.ciphers = ciphers;
  }

  static TlsSettings from(Values values) throws ConfigurationException {
    @Nullable List<String> ciphers = values.find(Keys.TLS_CIPHERS);
    return new TlsSettings(
        values.get(Keys.TLS_PROTOCOLS),
        ciphers == null ? Collections.<String>emptyList() : ciphers);
  }

  /** Names as JSSE writes them, such as {@code TLSv1.3}; never empty. */
  public List<String> protocols() {
    return protocols;
  }

  /** Names as JSSE writes them, not checked against the JVM; empty for the JVM's own choice. */
  public List<String> ciphers() {
    return ciphers;
  }
}
