package io.mtlsagent.revocation;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Revocation lists by issuer, and the answer that they give together for a certificate: the newest
 * usable list of each scope counts, with its newest delta list. Immutable.
 */
public final class CrlIndex implements RevocationSource {

  static final String SOURCE = "crl";

  private static final Comparator<CertificateRevocationList> NEWEST_FIRST =
      new Comparator<CertificateRevocationList>() {
        @Override
        public int compare(CertificateRevocationList left, CertificateRevocationList right) {
          int byDate = right.thisUpdate().compareTo(left.thisUpdate());
          return byDate != 0 ? byDate : number(right).compareTo(number(left));
        }

        private BigInteger number(CertificateRevocationList list) {
          return list.number().orElse(BigInteger.ZERO);
        }
      };

  /** In place of a grace: dates are not asked for; in seconds. */
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final List<CertificateRevocationList> lists;

  /** Made at the first question: hashing a name loads the tables of Unicode, too slow at start. */
  private volatile @Nullable Map<X500Principal, List<CertificateRevocationList>> byIssuer;

  private final long graceSeconds;

  private CrlIndex(List<CertificateRevocationList> lists, Duration grace) {
    this.lists = lists;
    this.graceSeconds = grace.toMillis() / 1000;
  }

  /** An index of lists that count until their nextUpdate. */
  public static CrlIndex of(List<CertificateRevocationList> lists) {
    return of(lists, Duration.ZERO);
  }

  /**
   * An index.
   *
   * @param grace how long past its nextUpdate a list still counts
   */
  public static CrlIndex of(List<CertificateRevocationList> lists, Duration grace) {
    List<CertificateRevocationList> sorted = new ArrayList<>(lists);
    Collections.sort(sorted, NEWEST_FIRST);
    return new CrlIndex(Collections.unmodifiableList(sorted), grace);
  }

  /** All lists, the newest first. */
  public List<CertificateRevocationList> lists() {
    return lists;
  }

  @Override
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    List<CertificateRevocationList> candidates =
        byIssuer().get(certificate.getIssuerX500Principal());
    if (candidates == null) {
      return RevocationFinding.of(
          RevocationStatus.NOT_AVAILABLE,
          "no revocation list of " + certificate.getIssuerX500Principal().getName() + " is there");
    }
    return new Question(candidates, certificate, issuer, now.getEpochSecond(), graceSeconds)
        .answer();
  }

  private Map<X500Principal, List<CertificateRevocationList>> byIssuer() {
    Map<X500Principal, List<CertificateRevocationList>> present = byIssuer;
    if (present != null) {
      return present;
    }
    Map<X500Principal, List<CertificateRevocationList>> made = new HashMap<>();
    for (CertificateRevocationList list : lists) {
      List<CertificateRevocationList> same = made.get(list.issuer());
      if (same == null) {
        same = new ArrayList<>(1);
        made.put(list.issuer(), same);
      }
      same.add(list);
    }
    byIssuer = made;
    return made;
  }

  /** One certificate against the lists of its issuer's name. */
  private static final class Question {

    private final List<CertificateRevocationList> candidates;
    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private final byte[] serial;
    private final long now;
    private final long grace;

    Question(
        List<CertificateRevocationList> candidates,
        X509Certificate certificate,
        X509Certificate issuer,
        long now,
        long grace) {
      this.candidates = candidates;
      this.certificate = certificate;
      this.issuer = issuer;
      this.serial = certificate.getSerialNumber().toByteArray();
      this.now = now;
      this.grace = grace;
    }

    RevocationFinding answer() {
      int covered = 0;
      CertificateRevocationList good = null;
      String problem = "";
      for (int i = 0; i < candidates.size(); i++) {
        CertificateRevocationList list = candidates.get(i);
        String why = list.isDelta() ? "is a delta list without a complete one" : whyNot(list);
        if (!why.isEmpty()) {
          problem = problem.isEmpty() ? list.source() + " " + why : problem;
        } else if (!isSuperseded(i)) {
          RevocationFinding revoked = revokedBy(list);
          if (revoked != null) {
            return revoked;
          }
          covered |= list.scope().reasons();
          good = list;
        }
      }
      if (good != null && covered == IssuingDistributionPoint.ALL_REASONS) {
        good.hit();
        return good.absence(now);
      }
      return orphanOrUnknown(good, problem);
    }

    private String whyNot(CertificateRevocationList list) {
      return list.whyNotFor(certificate, issuer, now, grace);
    }

    private boolean isSuperseded(int index) {
      CertificateRevocationList list = candidates.get(index);
      for (int i = 0; i < index; i++) {
        CertificateRevocationList newer = candidates.get(i);
        if (!newer.isDelta() && newer.scope().isSameAs(list.scope()) && whyNot(newer).isEmpty()) {
          return true;
        }
      }
      return false;
    }

    private @Nullable RevocationFinding revokedBy(CertificateRevocationList complete) {
      CertificateRevocationList delta = deltaAfter(complete);
      if (delta != null) {
        long position = delta.entries().find(serial);
        if (position != SerialIndex.ABSENT) {
          if (delta.entries().reason(position) != CrlEntries.REMOVE_FROM_CRL) {
            return revoked(delta, position);
          }
          // What lies between a delta list and too old a complete one is not known.
          if (delta.amends(complete) && whyNot(delta).isEmpty()) {
            return null;
          }
        }
      }
      long position = complete.entries().find(serial);
      return position == SerialIndex.ABSENT ? null : revoked(complete, position);
    }

    /**
     * The newest delta list that was made after a complete list of the same scope. One that is
     * outdated, where there is no other, still names the revoked: whoever keeps the next one from
     * us must not make them good.
     */
    private @Nullable CertificateRevocationList deltaAfter(CertificateRevocationList complete) {
      CertificateRevocationList current = deltaAfter(complete, grace);
      return current == null ? deltaAfter(complete, FOR_EVER) : current;
    }

    private @Nullable CertificateRevocationList deltaAfter(
        CertificateRevocationList complete, long leniency) {
      for (int i = 0; i < candidates.size(); i++) {
        CertificateRevocationList delta = candidates.get(i);
        if (delta.isDelta()
            && delta.scope().isSameAs(complete.scope())
            && complete.isOlderThan(delta)
            && delta.whyNotFor(certificate, issuer, now, leniency).isEmpty()) {
          return delta;
        }
      }
      return null;
    }

    /** A delta list without its complete list proves nobody good, but still names the revoked. */
    private RevocationFinding orphanOrUnknown(
        @Nullable CertificateRevocationList partial, String problem) {
      for (int i = 0; i < candidates.size() && partial == null; i++) {
        CertificateRevocationList delta = candidates.get(i);
        long position = delta.isDelta() ? delta.entries().find(serial) : SerialIndex.ABSENT;
        if (position != SerialIndex.ABSENT
            && delta.entries().reason(position) != CrlEntries.REMOVE_FROM_CRL
            && whyNot(delta).isEmpty()) {
          return revoked(delta, position);
        }
      }
      String detail =
          partial == null
              ? problem
              : "the lists of "
                  + issuer.getSubjectX500Principal().getName()
                  + " cover only some reasons of revocation";
      return RevocationFinding.from(SOURCE, RevocationStatus.UNKNOWN, detail);
    }

    private RevocationFinding revoked(CertificateRevocationList list, long position) {
      list.hit();
      return RevocationFinding.from(
          SOURCE,
          RevocationStatus.REVOKED,
          "listed in "
              + list.source()
              + " since "
              + Instant.ofEpochSecond(list.entries().revokedAt(position))
              + " ("
              + RevocationReason.nameOf(list.entries().reason(position))
              + ")");
    }
  }
}
