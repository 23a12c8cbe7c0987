package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mtlsagent.policy.DetachedThread;
import io.mtlsagent.testing.RawHttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpClientTest {

  private static final HttpRequest GET = HttpRequest.get("*/*");

  private final HttpClient client = new HttpClient(null);
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private RawHttpServer raw;

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.stop(0);
    }
    if (raw != null) {
      raw.close();
    }
  }

  private interface Reply {
    void to(com.sun.net.httpserver.HttpExchange exchange) throws IOException;
  }

  private HttpAddress serving(Reply reply) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          reply.to(exchange);
          exchange.close();
        });
    server.start();
    return HttpAddress.parse("http://127.0.0.1:" + server.getAddress().getPort() + "/a?b=c");
  }

  private HttpAddress answering(String text) throws IOException {
    raw = RawHttpServer.answering(text.getBytes(StandardCharsets.ISO_8859_1));
    return HttpAddress.parse("http://127.0.0.1:" + raw.port() + "/");
  }

  private HttpResponse send(HttpRequest request, HttpAddress address) throws Exception {
    CompletableFuture<HttpResponse> result = new CompletableFuture<>();
    DetachedThread.forNetwork(
            () -> {
              try {
                result.complete(client.send(request, address));
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "fetch")
        .start();
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void theAnswerOfAServerIsRead() throws Exception {
    HttpAddress address =
        serving(exchange -> answer(exchange, 200, exchange.getRequestURI().toString()));
    assertThat(send(GET, address).bytes()).asString().isEqualTo("/a?b=c");
  }

  @Test
  void aPostSendsItsBody() throws Exception {
    HttpAddress address = serving(exchange -> answer(exchange, 200, exchange.getRequestMethod()));
    HttpRequest post = HttpRequest.post("text/plain", new byte[] {1, 2, 3}, "*/*");
    assertThat(send(post, address).bytes()).asString().isEqualTo("POST");
  }

  @Test
  void chunksAreJoined() throws Exception {
    HttpAddress address =
        answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
    assertThat(send(GET, address).bytes()).asString().isEqualTo("abcde");
  }

  @Test
  void aBodyWithoutLengthEndsWithTheConnection() throws Exception {
    assertThat(send(GET, answering("HTTP/1.0 200 OK\r\n\r\nabc")).bytes())
        .asString()
        .isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\nabc",
        "HTTP/1.1 200 OK\r\nX\r\n\r\n",
        "HTTP/1.1 200 OK\r\nETag: a\rb\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\nabc",
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 500 Oops\r\n\r\n",
        "HTTP/1.1 302 Found\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: ldap://127.0.0.1/\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://localhost/\r\n\r\n",
      })
  void aBadAnswerIsRefused(String text) throws Exception {
    HttpAddress address = answering(text);
    assertThatThrownBy(() -> send(GET, address)).isInstanceOf(FetchException.class);
  }

  @Test
  void anEndlessBodyIsCutOff() throws Exception {
    HttpAddress address =
        serving(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              byte[] junk = new byte[8192];
              for (int i = 0; i < 1_000_000; i++) {
                out.write(junk);
              }
            });
    assertThatThrownBy(() -> send(GET, address)).hasMessageContaining("is longer than");
  }

  @Test
  void endlessHeadersAreCutOff() throws Exception {
    HttpAddress address = answering("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(200) + "\r\n");
    assertThatThrownBy(() -> send(GET, address)).hasMessageContaining("more than 100 headers");
  }

  @Test
  void aServerThatHangsIsLeft() throws Exception {
    raw = RawHttpServer.hanging();
    HttpAddress address = HttpAddress.parse("http://127.0.0.1:" + raw.port() + "/");
    assertThatThrownBy(() -> send(GET.within(200), address))
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aServerThatDripsIsLeftToo() throws Exception {
    raw = RawHttpServer.dripping(20);
    HttpAddress address = HttpAddress.parse("http://127.0.0.1:" + raw.port() + "/");
    assertThatThrownBy(() -> send(GET.within(300), address))
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aRedirectionLoopIsLeft() throws Exception {
    HttpAddress address =
        serving(
            exchange -> {
              exchange.getResponseHeaders().set("Location", "/again");
              exchange.sendResponseHeaders(302, -1);
            });
    assertThatThrownBy(() -> send(GET, address))
        .hasMessageContaining("redirects more than 3 times");
    assertThat(requests).hasValue(4);
  }

  @Test
  void aPostIsNotTurnedIntoAGet() throws Exception {
    HttpAddress address =
        serving(
            exchange -> {
              exchange.getResponseHeaders().set("Location", "/other");
              exchange.sendResponseHeaders(302, -1);
            });
    assertThatThrownBy(() -> send(HttpRequest.post("a/b", new byte[1], "*/*"), address))
        .hasMessageContaining("status 302");
  }

  @Test
  void theNetworkIsNotUsedOnThreadsOfTheApplication() throws Exception {
    HttpAddress address = serving(exchange -> answer(exchange, 200, "x"));
    assertThatThrownBy(() -> client.send(GET, address)).isInstanceOf(IllegalStateException.class);
    assertThat(requests).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ldap://host/cn=a",
        "file:///etc/passwd",
        "ftp://host/a",
        "jar:http://host/a!/b",
        "http:///path",
        "http:opaque",
        "http://user@host/",
        "http://host:0/",
        "http://host:65536/",
        "http://host:a/",
        "http://ho st/",
        "http://host/a b",
        "http://host/\r\nX: y",
        "relative",
        "",
      })
  void otherAddressesThanHttpAreRefused(String text) {
    assertThatThrownBy(() -> HttpAddress.parse(text)).isInstanceOf(FetchException.class);
  }

  @Test
  void addressesKeepTheirParts() throws Exception {
    HttpAddress address = HttpAddress.parse("HTTP://Crl_1.Example:8080/a%20b?c#d");
    assertThat(address.host()).isEqualTo("crl_1.example");
    assertThat(address.port()).isEqualTo(8080);
    assertThat(address.target()).isEqualTo("/a%20b?c");
    assertThat(HttpAddress.parse("http://[::1]/").host()).isEqualTo("::1");
    assertThat(HttpAddress.parse("http://[::1]/").hostHeader()).isEqualTo("[::1]");
    assertThat(HttpAddress.parse("https://a").port()).isEqualTo(443);
    assertThat(HttpAddress.parse("https://a").target()).isEqualTo("/");
  }
}
