package io.mtlsagent.cli.pki;

import java.security.PublicKey;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/** What a certificate that is to be signed shall say. */
final class NewCertificate {

  private final X500Principal subject;
  private final PublicKey key;
  private final Date notBefore;
  private final Date notAfter;
  private final @Nullable List<KeyPurposeId> purposes;
  private final List<String> names;
  private final @Nullable String crlUrl;

  private NewCertificate(
      X500Principal subject,
      PublicKey key,
      Date notBefore,
      Date notAfter,
      @Nullable List<KeyPurposeId> purposes,
      List<String> names,
      @Nullable String crlUrl) {
    this.subject = subject;
    this.key = key;
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.purposes = purposes;
    this.names = names;
    this.crlUrl = crlUrl;
  }

  /** One of an authority. */
  static NewCertificate authority(
      X500Principal subject, PublicKey key, Date notBefore, Date notAfter) {
    return new NewCertificate(
        subject, key, notBefore, notAfter, null, Collections.emptyList(), null);
  }

  /** One of a TLS peer. */
  static NewCertificate endEntity(PublicKey key, IssueOptions options) throws PkiException {
    return new NewCertificate(
        options.subject(),
        key,
        Date.from(options.notBefore()),
        Date.from(options.notAfter()),
        options.purposes(),
        options.names(),
        options.crlUrl());
  }

  X500Principal subject() {
    return subject;
  }

  PublicKey key() {
    return key;
  }

  Date notBefore() {
    return notBefore;
  }

  Date notAfter() {
    return notAfter;
  }

  boolean isAuthority() {
    return purposes == null;
  }

  @Nullable List<KeyPurposeId> purposes() {
    return purposes;
  }

  List<String> names() {
    return names;
  }

  @Nullable String crlUrl() {
    return crlUrl;
  }
}
