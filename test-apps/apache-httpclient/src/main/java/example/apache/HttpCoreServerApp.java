package example.apache;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.ssl.BasicServerTlsStrategy;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** An asynchronous server on Apache HttpCore 5. */
public final class HttpCoreServerApp {

  private HttpCoreServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    HttpAsyncServer server =
        AsyncServerBootstrap.bootstrap()
            .setTlsStrategy(new BasicServerTlsStrategy(TlsContexts.server(options)))
            .setExceptionCallback(Report::connectionLost)
            .register("*", new HelloHandler())
            .create();
    server.start();
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", options.number("port", 8443));
    InetSocketAddress bound =
        (InetSocketAddress) server.listen(address, URIScheme.HTTPS).get().getAddress();
    Report.ready(bound.getPort());
    Thread.currentThread().join();
  }

  private static final class HelloHandler
      implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
        HttpRequest request, EntityDetails entity, HttpContext context) {
      return new BasicRequestConsumer<>(entity == null ? null : new DiscardingEntityConsumer<>());
    }

    @Override
    public void handle(
        Message<HttpRequest, Void> message, ResponseTrigger response, HttpContext context)
        throws HttpException, IOException {
      Report.request(message.getHead().getPath());
      String body = Hello.to(HttpCoreContext.cast(context).getSSLSession());
      response.submitResponse(
          AsyncResponseBuilder.create(200).setEntity(body, ContentType.TEXT_PLAIN).build(),
          context);
    }
  }
}
