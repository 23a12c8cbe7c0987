package io.mtlsagent.trust;

/** An extension of a certificate (RFC 5280, section 4.2). */
final class CertificateExtension {

  static final String SUBJECT_KEY_ID = "2.5.29.14";
  static final String KEY_USAGE = "2.5.29.15";
  static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  static final String ISSUER_ALTERNATIVE_NAME = "2.5.29.18";
  static final String BASIC_CONSTRAINTS = "2.5.29.19";
  static final String NAME_CONSTRAINTS = "2.5.29.30";
  static final String CERTIFICATE_POLICIES = "2.5.29.32";
  static final String POLICY_MAPPINGS = "2.5.29.33";
  static final String AUTHORITY_KEY_ID = "2.5.29.35";
  static final String POLICY_CONSTRAINTS = "2.5.29.36";
  static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  static final String INHIBIT_ANY_POLICY = "2.5.29.54";
  static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
  static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  private final String oid;
  private final boolean critical;
  private final byte[] value;

  CertificateExtension(String oid, boolean critical, byte[] value) {
    this.oid = oid;
    this.critical = critical;
    this.value = value;
  }

  String oid() {
    return oid;
  }

  boolean isCritical() {
    return critical;
  }

  /** The DER inside the OCTET STRING; not to be changed. */
  byte[] value() {
    return value;
  }
}
