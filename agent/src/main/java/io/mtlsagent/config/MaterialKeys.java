package io.mtlsagent.config;

import static io.mtlsagent.config.Key.optional;
import static io.mtlsagent.config.Key.withDefault;

import io.mtlsagent.policy.MinimumStrength;
import io.mtlsagent.policy.RevocationPolicy;
import java.io.File;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that say where our identity, our trust anchors and the revocation data are. */
final class MaterialKeys {

  private static final ValueParser<String> TEXT = new TextParser("text");
  private static final ValueParser<Secret> SECRET = new SecretParser();
  private static final ValueParser<File> FILE = new FileParser();
  private static final ValueParser<List<PathPattern>> PATHS = new PathsParser();
  private static final ValueParser<String> STORE = new TextParser("path, or `NONE`");
  private static final ValueParser<String> STORE_TYPE = new TextParser("`PKCS12`, `JKS`, ...");
  private static final ValueParser<Boolean> BOOLEAN = new BooleanParser();
  private static final ValueParser<Duration> DURATION = new DurationParser(Duration.ZERO);

  static final Key<File> IDENTITY_CERTIFICATE =
      optional(
          "identity.certificate",
          FILE,
          "none",
          "PEM file with our certificate and the intermediates of its chain.");

  static final Key<File> IDENTITY_KEY =
      optional(
          "identity.key",
          FILE,
          "none",
          "PEM file with our private key: PKCS#8 (plain or encrypted), PKCS#1 or SEC1. May be the"
              + " file of the certificate.");

  static final Key<Secret> IDENTITY_KEY_PASSWORD =
      optional(
          "identity.key.password",
          SECRET,
          "none",
          "Password of the private key. Better written as `${file:...}` or `${env:...}`.");

  static final Key<String> IDENTITY_KEYSTORE =
      optional(
          "identity.keystore",
          STORE,
          "none",
          "Key store with our key, instead of the PEM files. `NONE` for a type that lies in no"
              + " file, such as PKCS11.");

  static final Key<Secret> IDENTITY_KEYSTORE_PASSWORD =
      optional(
          "identity.keystore.password", SECRET, "none", "Password of the key store and its key.");

  static final Key<String> IDENTITY_KEYSTORE_TYPE =
      optional(
          "identity.keystore.type",
          STORE_TYPE,
          "by content",
          "PKCS12, JKS, or any type that is installed in the JVM.");

  static final Key<String> IDENTITY_KEYSTORE_ALIAS =
      optional(
          "identity.keystore.alias",
          TEXT,
          "the only key",
          "The entry to use. Required where the key store has several keys.");

  static final Key<Boolean> IDENTITY_KEEP_NAMES =
      withDefault(
          "identity.keep-names",
          BOOLEAN,
          "false",
          "A renewed certificate must keep subject and subject alternative names.");

  static final Key<List<PathPattern>> TRUST_CERTIFICATES =
      optional(
          "trust.certificates",
          PATHS,
          "none",
          "PEM files of trust anchors. The JVM's cacerts are never used by default.");

  static final Key<String> TRUST_KEYSTORE =
      optional("trust.keystore", STORE, "none", "Trust store, instead of the PEM files.");

  static final Key<Secret> TRUST_KEYSTORE_PASSWORD =
      optional("trust.keystore.password", SECRET, "none", "Password of the trust store.");

  static final Key<String> TRUST_KEYSTORE_TYPE =
      optional(
          "trust.keystore.type",
          STORE_TYPE,
          "by content",
          "PKCS12, JKS, or any type that is installed in the JVM.");

  static final Key<Boolean> TRUST_REQUIRE_EKU =
      withDefault(
          "trust.require-eku",
          BOOLEAN,
          "false",
          "Also refuse a peer whose certificate has no extended key usage at all. Where it has"
              + " one, it must fit the role in any case.");

  static final Key<MinimumStrength> TRUST_MIN_STRENGTH =
      withDefault(
          "trust.min-strength",
          new EnumParser<>(MinimumStrength.values()),
          "modern",
          "`modern`: RSA 2048, curves of 256 bits, no SHA-1. `legacy`: RSA 1024 and SHA-1 too,"
              + " audited.");

  static final Key<RevocationPolicy> REVOCATION =
      withDefault(
          "revocation",
          new EnumParser<>(RevocationPolicy.values()),
          "strict",
          "`strict`: the status must be known to be good, else the peer is rejected. `advertised`:"
              + " as strict where the certificate names a CRL or OCSP source or a local CRL of its"
              + " issuer exists, else accepted and marked `not-available`. `soft-fail`: rejected only"
              + " when known to be revoked. `off`: revocation is not looked at.");

  static final Key<List<PathPattern>> REVOCATION_CRL =
      optional(
          "revocation.crl",
          PATHS,
          "none",
          "CRL files, PEM or DER; re-read when changed. An expired CRL counts as none.");

  static final Key<Boolean> REVOCATION_CRL_DOWNLOAD =
      withDefault(
          "revocation.crl.download",
          BOOLEAN,
          "true",
          "Use the certificate's CRL distribution points, over http and https.");

  static final Key<Boolean> REVOCATION_OCSP =
      withDefault("revocation.ocsp", BOOLEAN, "true", "Use the certificate's OCSP responder.");

  static final Key<String> REVOCATION_OCSP_URL =
      optional(
          "revocation.ocsp.url",
          new HttpUrlParser(),
          "none",
          "OCSP responder to ask about all certificates, instead of the one that each names.");

  static final Key<List<HostPattern>> REVOCATION_ALLOWED_HOSTS =
      optional(
          "revocation.allowed-hosts",
          new HostsParser(),
          "any",
          "Hosts that may be contacted for CRLs and OCSP; others never are. Names are not resolved for this.");

  static final Key<Duration> REVOCATION_GRACE =
      withDefault(
          "revocation.grace",
          DURATION,
          "0s",
          "How long past its nextUpdate an answer still counts (marked `stale`).");

  static final Key<Boolean> REVOCATION_CLOSE_OPEN =
      withDefault(
          "revocation.close-open",
          BOOLEAN,
          "true",
          "Close open connections of a peer that becomes revoked, expired or unauthorised.");

  static final Key<Duration> REVOCATION_TIMEOUT =
      withDefault(
          "revocation.timeout",
          DURATION,
          "2s",
          "The longest that a handshake waits for the network.");

  static final Key<File> REVOCATION_CACHE =
      optional(
          "revocation.cache",
          FILE,
          "none",
          "Directory for downloaded CRLs and OCSP answers, to survive a restart.");

  static final Key<Duration> REVOCATION_SHORT_LIVED =
      withDefault(
          "revocation.short-lived",
          DURATION,
          "0",
          "Leaf certificates with a lifetime up to this need no status; `0` for none. The noRevAvail extension (RFC 9608) counts only within it.");

  /** Of these an endpoint takes either all from the top level or none. */
  static final List<Key<?>> IDENTITY_GROUP =
      Arrays.<Key<?>>asList(
          IDENTITY_CERTIFICATE,
          IDENTITY_KEY,
          IDENTITY_KEY_PASSWORD,
          IDENTITY_KEYSTORE,
          IDENTITY_KEYSTORE_PASSWORD,
          IDENTITY_KEYSTORE_TYPE,
          IDENTITY_KEYSTORE_ALIAS);

  /** As {@link #IDENTITY_GROUP}. */
  static final List<Key<?>> TRUST_GROUP =
      Arrays.<Key<?>>asList(
          TRUST_CERTIFICATES, TRUST_KEYSTORE, TRUST_KEYSTORE_PASSWORD, TRUST_KEYSTORE_TYPE);

  private MaterialKeys() {}

  /** The keys that belong together with one; null where it stands alone. */
  static @Nullable List<Key<?>> groupOf(Key<?> key) {
    if (IDENTITY_GROUP.contains(key)) {
      return IDENTITY_GROUP;
    }
    return TRUST_GROUP.contains(key) ? TRUST_GROUP : null;
  }
}
