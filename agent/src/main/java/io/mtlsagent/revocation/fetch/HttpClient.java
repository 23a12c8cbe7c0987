package io.mtlsagent.revocation.fetch;

import io.mtlsagent.config.HostScope;
import io.mtlsagent.policy.DetachedThread;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 client in place of {@code HttpURLConnection}, which follows the application's
 * proxies, cookies, authenticators and default TLS context. One connection for each request, every
 * part of an answer bounded in size and time.
 */
public final class HttpClient {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int IDLE_MILLIS = 10_000;
  private static final int MAX_REDIRECTIONS = 3;
  private static final int MAX_INTERIM = 5;

  private final @Nullable HostScope allowed;

  /** Made at first use: its classes must not be loaded before the application uses TLS. */
  private @Nullable OwnTls tls;

  /**
   * @param allowed the hosts that may be contacted; null for any
   */
  public HttpClient(@Nullable HostScope allowed) {
    this.allowed = allowed;
  }

  /** Whether a server may be contacted. Its name is not resolved. */
  public boolean allows(HttpAddress address) {
    return allowed == null || allowed.includes(address.host(), null, address.port());
  }

  /**
   * Asks a server, and those that it redirects to: within its own host, or to one that {@code
   * revocation.allowed-hosts} names; never from https to http.
   *
   * @return an answer with a status of 200 to 299, or 304
   * @throws IOException if there is none
   */
  public HttpResponse send(HttpRequest request, HttpAddress address) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.maxMillis());
    HttpAddress target = address;
    for (int i = 0; i <= MAX_REDIRECTIONS; i++) {
      HttpResponse response = exchange(request, target, end);
      int status = response.status();
      if ((status >= 200 && status < 300) || status == 304) {
        return response;
      }
      if (!isRedirection(status, request)) {
        String problem = target + " answers with the status " + status;
        throw status >= 500
            ? FetchException.hostFailed(problem)
            : FetchException.requestRefused(problem);
      }
      target = next(target, response);
    }
    throw FetchException.unusable(address + " redirects more than " + MAX_REDIRECTIONS + " times");
  }

  /** A POST is repeated only where the server says that it may be (RFC 9110, section 15.4). */
  private static boolean isRedirection(int status, HttpRequest request) {
    return status == 307
        || status == 308
        || (!request.hasBody() && (status == 301 || status == 302 || status == 303));
  }

  private HttpAddress next(HttpAddress from, HttpResponse response) throws FetchException {
    String location = response.location();
    if (location == null) {
      throw FetchException.unusable(from + " redirects to nowhere");
    }
    HttpAddress to = from.redirectedTo(location);
    if (from.isSecure() && !to.isSecure()) {
      throw FetchException.unusable(from + " redirects from https to http");
    }
    if (allowed == null && !to.host().equals(from.host())) {
      throw FetchException.unusable(
          from
              + " redirects to another host, "
              + to.host()
              + "; name both in revocation.allowed-hosts if that is meant");
    }
    return to;
  }

  private HttpResponse exchange(HttpRequest request, HttpAddress address, long end)
      throws IOException {
    if (!allows(address)) {
      throw FetchException.unusable(address.host() + " is not in revocation.allowed-hosts");
    }
    if (!DetachedThread.isForNetwork()) {
      throw new IllegalStateException("the network is used on the agent's own threads only");
    }
    try (DeadlineSocket plain = connected(address, end)) {
      Socket socket = address.isSecure() ? tls().layer(plain, address) : plain;
      OutputStream out = socket.getOutputStream();
      byte[] head = request.head(address);
      byte[] body = request.body();
      byte[] whole = new byte[head.length + body.length];
      System.arraycopy(head, 0, whole, 0, head.length);
      System.arraycopy(body, 0, whole, head.length, body.length);
      out.write(whole);
      out.flush();
      return response(new BufferedInputStream(socket.getInputStream()), request);
    } catch (FetchException e) {
      throw e;
    } catch (UnknownHostException e) {
      throw FetchException.hostFailed("the name " + address.host() + " cannot be resolved");
    } catch (IOException e) {
      throw FetchException.hostFailed(address + " cannot be reached: " + e.getMessage());
    }
  }

  private synchronized OwnTls tls() {
    OwnTls known = tls;
    if (known == null) {
      known = new OwnTls();
      tls = known;
    }
    return known;
  }

  private static DeadlineSocket connected(HttpAddress address, long end) throws IOException {
    IOException problem = new UnknownHostException(address.host());
    for (InetAddress candidate : InetAddress.getAllByName(address.host())) {
      DeadlineSocket socket = new DeadlineSocket(end, IDLE_MILLIS);
      try {
        int timeout = Math.min(CONNECT_MILLIS, socket.nextTimeout());
        socket.connect(new InetSocketAddress(candidate, address.port()), timeout);
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        problem = e;
      }
    }
    throw problem;
  }

  private static HttpResponse response(InputStream in, HttpRequest request) throws IOException {
    HttpHead head = HttpHead.read(in);
    for (int i = 0; head.status() < 200; i++) {
      if (i >= MAX_INTERIM || head.status() == 101) {
        throw FetchException.unusable("the answer does not come to its point");
      }
      head = HttpHead.read(in);
    }
    boolean empty = head.status() == 204 || head.status() == 304;
    boolean wanted = head.status() < 300;
    SegmentedBytes body =
        empty || !wanted ? new SegmentedBytes() : HttpBody.read(in, head, request.maxBytes());
    return new HttpResponse(head.status(), body, head);
  }
}
