package io.mtlsagent.cli.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/** What must hold before a certificate is issued. */
final class IssueCheck {

  private IssueCheck() {}

  /** The certificate's name can be that of files, and of none that are wanted still. */
  static void requireFree(IssueOptions options, AuthorityFiles files) throws PkiException {
    String name = options.name();
    boolean plain = !name.isEmpty() && name.charAt(0) != '.' && name.charAt(0) != '-';
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      plain &= letter < 128 && (Character.isLetterOrDigit(letter) || "._-@".indexOf(letter) >= 0);
    }
    if (!plain || name.equals(AuthorityFiles.ROOT) || name.equals(AuthorityFiles.INTERMEDIATE)) {
      throw new PkiException(
          "\""
              + name
              + "\" cannot be the name of files here. Take letters, digits, dots and dashes, and"
              + " not ca or intermediate; --subject sets any subject.");
    }
    Path file = files.file(name, ".crt");
    if (options.existing() == IssueOptions.Existing.KEEP && Files.exists(file)) {
      throw new PkiException(file + " exists. Choose another name, or add --renew to replace it.");
    }
  }

  /** The certificate ends after it begins, and not after its authority. */
  static void requireSensibleDates(IssueOptions options, X509Certificate authority)
      throws PkiException {
    if (!options.notBefore().isBefore(options.notAfter())) {
      throw new PkiException(
          "the certificate would end ("
              + options.notAfter()
              + ") before it begins ("
              + options.notBefore()
              + "). Correct --not-before, --not-after or --days.");
    }
    if (options.notAfter().isAfter(authority.getNotAfter().toInstant())) {
      throw new PkiException(
          "the certificate would outlive its authority, which ends on "
              + authority.getNotAfter().toInstant()
              + ". Ask for fewer days, or make a new authority.");
    }
  }
}
