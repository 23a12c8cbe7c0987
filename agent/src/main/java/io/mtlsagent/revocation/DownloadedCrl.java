package io.mtlsagent.revocation;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a revocation list that came from elsewhere than a configured file. Unlike such a file it is
 * taken only if the issuer that it was fetched for has signed it.
 */
public final class DownloadedCrl {

  private DownloadedCrl() {}

  /**
   * Reads a list and checks it. The content is not needed afterwards.
   *
   * @param issuers whose certificates the list was fetched for; one of them must have signed it
   * @param inForce the list that came from the same place before
   * @param grace how long past its nextUpdate a list still counts
   * @throws CrlRefusedException if it must not be used
   * @throws IOException if the content cannot be had
   */
  public static CertificateRevocationList read(
      CrlContent content,
      Collection<X509Certificate> issuers,
      @Nullable CertificateRevocationList inForce,
      Duration grace,
      Instant now)
      throws IOException, CrlRefusedException {
    CertificateRevocationList list = CrlReader.read(content);
    checkSigner(list, issuers);
    if (list.thisUpdate().getEpochSecond()
        > now.getEpochSecond() + CertificateRevocationList.SKEW_SECONDS) {
      throw new CrlRefusedException(
          "it is dated in the future (thisUpdate " + list.thisUpdate() + ")");
    }
    if (list.nextUpdate().plus(grace).isBefore(now)) {
      throw new CrlRefusedException("it is outdated since its nextUpdate " + list.nextUpdate());
    }
    if (inForce != null && Objects.equals(list.issuer(), inForce.issuer())) {
      checkSuccession(list, inForce, grace, now);
    }
    return list;
  }

  /**
   * A list of another kind, though the issuer's own, says less than the one in force; and it is not
   * the first of two steps back to an older one.
   */
  private static void checkSuccession(
      CertificateRevocationList list,
      CertificateRevocationList inForce,
      Duration grace,
      Instant now)
      throws CrlRefusedException {
    boolean successor = list.isSuccessorOf(inForce);
    boolean older =
        successor
            ? list.isOlderThan(inForce)
            : list.thisUpdate().isBefore(inForce.thisUpdate()); // numbers may be counted anew
    if (older) {
      throw new CrlRefusedException(
          "it is older than the list in force, of " + inForce.thisUpdate() + ", maybe a replay");
    }
    if (!successor
        && list.isOfSameKey(inForce)
        && !inForce.nextUpdate().plus(grace).isBefore(now)) {
      throw new CrlRefusedException(
          "it speaks of other certificates or reasons than the list in force, which is not"
              + " outdated yet, or one of the two is a delta list");
    }
  }

  private static void checkSigner(
      CertificateRevocationList list, Collection<X509Certificate> issuers)
      throws CrlRefusedException {
    String problem = "";
    for (X509Certificate issuer : issuers) {
      if (!Objects.equals(list.issuer(), issuer.getSubjectX500Principal())) {
        continue;
      }
      problem = list.whyNotSignedBy(issuer.getPublicKey());
      if (problem.isEmpty()) {
        return;
      }
    }
    throw new CrlRefusedException(
        problem.isEmpty()
            ? "it is a list of another issuer, " + list.issuer().getName()
            : "it " + problem);
  }
}
