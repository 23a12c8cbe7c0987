package io.mtlsagent.revocation.fetch;

import io.mtlsagent.revocation.CertificateRevocationList;
import io.mtlsagent.revocation.CrlContent;
import io.mtlsagent.revocation.CrlRefusedException;
import io.mtlsagent.revocation.DownloadedCrl;
import io.mtlsagent.revocation.SourceStatus;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One CRL distribution point, and the list that it has given last. */
final class DistributionPoint extends Subscription {

  private static final String KIND = "crl";
  private static final String ACCEPT = "application/pkix-crl, */*;q=0.1";
  private static final int MAX_ISSUERS = 8;

  private final List<HttpAddress> addresses;
  private final AnswerCache cache;
  private final Duration grace;
  private final Runnable changed;

  /** Whose certificates name this point: the last ones seen. */
  private volatile List<X509Certificate> issuers = new ArrayList<>(0);

  private volatile @Nullable CertificateRevocationList list;
  private volatile List<List<HttpAddress>> deltas = new ArrayList<>(0);
  private @Nullable String entityTag;
  private boolean cacheRead;

  /**
   * @param addresses that hold the same list; at least one
   * @param changed is run when another list is in force
   */
  DistributionPoint(
      Fetches fetches,
      List<HttpAddress> addresses,
      AnswerCache cache,
      Duration grace,
      Runnable changed) {
    super(fetches, addresses.get(0));
    this.addresses = addresses;
    this.cache = cache;
    this.grace = grace;
    this.changed = changed;
  }

  /** Says whose certificates name this point. */
  void namedBy(X509Certificate issuer) {
    if (!issuers.contains(issuer)) {
      addIssuer(issuer);
    }
  }

  private synchronized void addIssuer(X509Certificate issuer) {
    List<X509Certificate> more = new ArrayList<>(issuers);
    if (!more.contains(issuer)) {
      if (more.size() >= MAX_ISSUERS) {
        more.remove(0);
      }
      more.add(issuer);
      issuers = more;
    }
  }

  @Nullable CertificateRevocationList list() {
    return list;
  }

  /** Where the list says that its delta lists are. */
  List<List<HttpAddress>> deltas() {
    return deltas;
  }

  @Override
  protected boolean isUsable(Instant now) {
    CertificateRevocationList present = list;
    return present != null && !present.nextUpdate().plus(grace).isBefore(now);
  }

  @Override
  protected @Nullable Instant freshUntil() {
    CertificateRevocationList present = list;
    return present == null ? null : present.nextUpdate();
  }

  @Override
  protected String name() {
    return addresses.get(0).toString();
  }

  @Override
  protected void fetch(HttpClient client) throws IOException {
    if (readCache()) {
      return;
    }
    FetchException problem = FetchException.unusable("there is no address");
    for (HttpAddress address : addresses) {
      try {
        download(client, address);
        return;
      } catch (FetchException e) {
        problem = e;
      }
    }
    throw problem;
  }

  /** Whether the directory of the cache had a list that is fresh. */
  private boolean readCache() {
    File file = cacheRead ? null : cache.file(KIND, name());
    cacheRead = true;
    if (file == null || !file.isFile()) {
      return false;
    }
    try {
      Instant now = fetches().clock().instant();
      CertificateRevocationList cached =
          DownloadedCrl.read(new Cached(file, name()), issuers, list, grace, now);
      take(cached);
      return !cached.nextUpdate().isBefore(now);
    } catch (IOException | CrlRefusedException e) {
      return false; // as if it were not there: the network has a better one
    }
  }

  private void download(HttpClient client, HttpAddress address) throws IOException {
    boolean usable = isUsable(fetches().clock().instant());
    HttpResponse response =
        client.send(HttpRequest.getLarge(ACCEPT, usable ? entityTag : null), address);
    if (response.status() == 304) {
      return;
    }
    SegmentedBytes body = response.body();
    received(body.size());
    Received content = new Received(body, address.toString());
    try {
      CertificateRevocationList before = list;
      CertificateRevocationList fresh =
          DownloadedCrl.read(content, issuers, before, grace, fetches().clock().instant());
      entityTag = response.entityTag();
      if (before != null && fresh.isSameAs(before)) {
        return;
      }
      take(fresh);
      cache.write(KIND, name(), body);
      fetches()
          .events()
          .updated(
              name(),
              fresh.issuer().getName()
                  + ", "
                  + fresh.size()
                  + (fresh.size() == 1 ? " entry" : " entries")
                  + ", nextUpdate "
                  + fresh.nextUpdate());
    } catch (CrlRefusedException e) {
      throw FetchException.unusable("the revocation list of " + address + ": " + e.reason());
    } finally {
      content.release();
    }
  }

  private void take(CertificateRevocationList fresh) {
    deltas = StatusAddresses.ofDeltas(fresh.freshest());
    list = fresh;
    changed.run();
  }

  SourceStatus status() {
    CertificateRevocationList present = list;
    return new SourceStatus(
        KIND,
        name(),
        present == null ? 0 : present.size(),
        present == null ? null : present.thisUpdate(),
        present == null ? null : present.nextUpdate(),
        lastError(),
        bytes(),
        hits());
  }

  /** What has just been downloaded; the list that is read from it does not keep its bytes. */
  private static final class Received implements CrlContent {

    private volatile @Nullable SegmentedBytes bytes;
    private final String name;

    Received(SegmentedBytes bytes, String name) {
      this.bytes = bytes;
      this.name = name;
    }

    void release() {
      bytes = null;
    }

    @Override
    public InputStream open() {
      SegmentedBytes present = bytes;
      return present == null ? new ByteArrayInputStream(new byte[0]) : present.open();
    }

    @Override
    public String name() {
      return name;
    }
  }

  private static final class Cached implements CrlContent {

    private final File file;
    private final String name;

    Cached(File file, String name) {
      this.file = file;
      this.name = name;
    }

    @Override
    public InputStream open() throws IOException {
      return new FileInputStream(file);
    }

    @Override
    public String name() {
      return name;
    }
  }
}
