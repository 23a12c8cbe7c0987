package io.mtlsagent.trust;

import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names keep within the name constraints of every CA above them, those of the anchor included (RFC
 * 5280, sections 4.2.1.10, 6.1.3 b and c, 6.1.4 g). A self-issued intermediate is exempt, a leaf
 * never. The JDK does not apply an anchor's constraints, and refuses nothing that it cannot read.
 */
final class NameConstraintsRule implements PathRule {

  private final int comparisons;

  /**
   * The rule.
   *
   * @param comparisons how many comparisons of a name with a constraint one path may cost
   */
  NameConstraintsRule(int comparisons) {
    this.comparisons = comparisons;
  }

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    long cost = 0;
    for (int i = 1; i < path.size(); i++) {
      CertificateExtension extension = path.get(i).extension(CertificateExtension.NAME_CONSTRAINTS);
      if (extension != null) {
        NameConstraints constraints;
        try {
          constraints = NameConstraints.parse(extension.value());
          cost += cost(path, i, constraints);
        } catch (MalformedDerException e) {
          return malformed(path, i, e);
        }
        if (cost > comparisons) {
          return tooMuch(path, i);
        }
        Rejection rejection = check(path, i, constraints);
        if (rejection != null) {
          return rejection;
        }
      }
    }
    return null;
  }

  private static long cost(CertificatePath path, int issuer, NameConstraints constraints)
      throws MalformedDerException {
    long names = 0;
    for (int i = 0; i < issuer; i++) {
      names += names(path.get(i)).size();
    }
    return names * constraints.size();
  }

  private static @Nullable Rejection check(
      CertificatePath path, int issuer, NameConstraints constraints) {
    for (int i = issuer - 1; i >= 0; i--) {
      if (i == 0 || !path.get(i).isSelfIssued()) {
        try {
          Rejection rejection = check(path, issuer, constraints, i);
          if (rejection != null) {
            return rejection;
          }
        } catch (MalformedDerException e) {
          return malformed(path, i, e);
        }
      }
    }
    return null;
  }

  private static @Nullable Rejection check(
      CertificatePath path, int issuer, NameConstraints constraints, int index)
      throws MalformedDerException {
    for (GeneralName name : names(path.get(index))) {
      if (constraints.speakOf(name.type())) {
        if (!isKnown(name.type())) {
          return Rejection.of(
              RejectionCode.NAME_CONSTRAINTS,
              path.describe(index)
                  + " has a name of a type that "
                  + path.describe(issuer)
                  + " constrains and that is not understood; issue it without that name.");
        }
        ConstrainedName constrained = ConstrainedName.of(name);
        String objection = constraints.objection(constrained);
        if (objection != null) {
          return Rejection.of(
              RejectionCode.NAME_CONSTRAINTS,
              path.describe(index)
                  + " has a name that "
                  + path.describe(issuer)
                  + " "
                  + objection
                  + ": "
                  + constrained.forPeople()
                  + "; issue it with names within the constraints.");
        }
      }
    }
    return null;
  }

  private static boolean isKnown(int type) {
    return type == GeneralName.DNS
        || type == GeneralName.EMAIL
        || type == GeneralName.IP
        || type == GeneralName.URI
        || type == GeneralName.DIRECTORY;
  }

  /** The alternative names, the subject, and the e-mail addresses in it if no other is given. */
  private static List<GeneralName> names(ParsedCertificate certificate)
      throws MalformedDerException {
    List<GeneralName> names = new ArrayList<>(certificate.alternativeNames());
    boolean hasEmail = false;
    for (GeneralName name : names) {
      hasEmail |= name.type() == GeneralName.EMAIL;
    }
    if (!certificate.hasEmptySubject()) {
      names.add(GeneralName.of(GeneralName.DIRECTORY, certificate.subject()));
      if (!hasEmail) {
        DistinguishedName subject = DistinguishedName.parse(certificate.subject());
        for (String address : subject.values(DistinguishedName.EMAIL_ADDRESS)) {
          names.add(
              GeneralName.of(GeneralName.EMAIL, address.getBytes(StandardCharsets.ISO_8859_1)));
        }
      }
    }
    return names;
  }

  private Rejection tooMuch(CertificatePath path, int index) {
    return Rejection.of(
        RejectionCode.PATH_INVALID,
        path.describe(index)
            + " makes more comparisons of names necessary than limits.name-comparisons="
            + comparisons
            + "; issue certificates with fewer names or constraints.");
  }

  private static Rejection malformed(CertificatePath path, int index, MalformedDerException e) {
    return Rejection.of(
        RejectionCode.NAME_CONSTRAINTS,
        path.describe(index)
            + " cannot be held against name constraints: "
            + e.getMessage()
            + "; issue it anew.");
  }
}
