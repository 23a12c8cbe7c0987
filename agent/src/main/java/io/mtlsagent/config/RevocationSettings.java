package io.mtlsagent.config;

import io.mtlsagent.policy.RevocationPolicy;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How revocation is looked at, the local lists, and what may be fetched. */
public final class RevocationSettings {

  /** Where data comes from, and what is done to get and keep it. */
  private static final List<Key<?>> SOURCES =
      Arrays.<Key<?>>asList(
          MaterialKeys.REVOCATION_CRL,
          MaterialKeys.REVOCATION_CRL_DOWNLOAD,
          MaterialKeys.REVOCATION_OCSP,
          MaterialKeys.REVOCATION_OCSP_URL,
          MaterialKeys.REVOCATION_ALLOWED_HOSTS,
          MaterialKeys.REVOCATION_GRACE,
          MaterialKeys.REVOCATION_CACHE);

  private final RevocationPolicy policy;
  private final List<PathPattern> lists;
  private final boolean downloadsLists;
  private final boolean asksResponders;
  private final @Nullable String responder;
  private final @Nullable HostScope allowedHosts;
  private final Duration grace;
  private final Duration timeout;
  private final @Nullable File cache;
  private final Duration shortLived;
  private final boolean closesOpenConnections;

  private final List<String> sourceTexts;

  private RevocationSettings(Values values) throws ConfigurationException {
    this.sourceTexts = values.texts(SOURCES);
    @Nullable List<PathPattern> files = values.find(MaterialKeys.REVOCATION_CRL);
    @Nullable List<HostPattern> hosts = values.find(MaterialKeys.REVOCATION_ALLOWED_HOSTS);
    this.policy = values.get(MaterialKeys.REVOCATION);
    this.lists = files == null ? Collections.<PathPattern>emptyList() : files;
    this.downloadsLists = values.get(MaterialKeys.REVOCATION_CRL_DOWNLOAD);
    this.asksResponders = values.get(MaterialKeys.REVOCATION_OCSP);
    this.responder = values.find(MaterialKeys.REVOCATION_OCSP_URL);
    this.allowedHosts = hosts == null ? null : HostScope.of(hosts);
    this.grace = values.get(MaterialKeys.REVOCATION_GRACE);
    this.timeout = values.get(MaterialKeys.REVOCATION_TIMEOUT);
    this.cache = values.find(MaterialKeys.REVOCATION_CACHE);
    this.shortLived = values.get(MaterialKeys.REVOCATION_SHORT_LIVED);
    this.closesOpenConnections = values.get(MaterialKeys.REVOCATION_CLOSE_OPEN);
  }

  static RevocationSettings from(Values values) throws ConfigurationException {
    return new RevocationSettings(values);
  }

  /**
   * Whether the data comes from the same sources as in other settings, so that one set of data does
   * for both.
   */
  public boolean hasSourcesOf(RevocationSettings other) {
    return sourceTexts.equals(other.sourceTexts);
  }

  public RevocationPolicy policy() {
    return policy;
  }

  /** The certificate revocation lists of {@code revocation.crl}, PEM or DER; may be empty. */
  public List<PathPattern> lists() {
    return lists;
  }

  /** Whether the CRL distribution points of certificates are used. */
  public boolean downloadsLists() {
    return downloadsLists;
  }

  /** Whether OCSP responders are asked. */
  public boolean asksResponders() {
    return asksResponders;
  }

  /** The responder to ask about all certificates; null for the one that each names. */
  public @Nullable String responder() {
    return responder;
  }

  /** The hosts that may be contacted; null for any. */
  public @Nullable HostScope allowedHosts() {
    return allowedHosts;
  }

  /** How long past its nextUpdate an answer still counts. */
  public Duration grace() {
    return grace;
  }

  /** The longest that a handshake waits for the network. */
  public Duration timeout() {
    return timeout;
  }

  /** The directory of what was fetched; null for none. */
  public @Nullable File cache() {
    return cache;
  }

  /** The longest lifetime of a leaf certificate that needs no status; zero for none. */
  public Duration shortLived() {
    return shortLived;
  }

  /** Whether open connections of a peer that may no longer connect are closed. */
  public boolean closesOpenConnections() {
    return closesOpenConnections;
  }
}
