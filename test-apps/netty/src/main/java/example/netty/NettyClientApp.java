package example.netty;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A Netty HTTPS client: {@code --provider} is one of Netty's {@code SslProvider}s; {@code --trust}
 * is what it is given of those that it trusts, {@code manager}, {@code factory} or {@code
 * certificates}. It asks for no check of the server's name.
 */
public final class NettyClientApp {

  private static final int SECONDS_TO_WAIT = 20;

  private final NioEventLoopGroup threads;
  private final SslContext tls;

  private NettyClientApp(NioEventLoopGroup threads, SslContext tls) {
    this.threads = threads;
    this.tls = tls;
  }

  @SuppressWarnings("deprecation") // the event loop of 4.1, renamed in 4.2
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslContextBuilder tls =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.valueOf(options.text("provider", "JDK")));
    X509TrustManager trust = TlsContexts.trustManager(options);
    switch (options.text("trust", "manager")) {
      case "factory":
        tls.trustManager(factory(trust.getAcceptedIssuers()));
        break;
      case "certificates":
        tls.trustManager(trust.getAcceptedIssuers());
        break;
      default:
        tls.trustManager(trust);
    }
    NioEventLoopGroup threads = new NioEventLoopGroup(1);
    NettyClientApp client = new NettyClientApp(threads, tls.build());
    Report.requests(options, url -> client.get(URI.create(url)));
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private static TrustManagerFactory factory(X509Certificate... anchors) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate anchor : anchors) {
      store.setCertificateEntry(anchor.getSubjectX500Principal().getName(), anchor);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  private String get(URI url) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Channel channel =
        new Bootstrap()
            .group(threads)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel opened) {
                    opened
                        .pipeline()
                        .addLast(tls.newHandler(opened.alloc(), url.getHost(), url.getPort()))
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(65_536))
                        .addLast(new AnswerHandler(answer));
                  }
                })
            .connect(url.getHost(), url.getPort())
            .sync()
            .channel();
    FullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getPath());
    request.headers().set(HttpHeaderNames.HOST, url.getHost());
    channel.writeAndFlush(request);
    try {
      return answer.get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      channel.close().sync();
    }
  }

  private static final class AnswerHandler extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final CompletableFuture<String> answer;

    AnswerHandler(CompletableFuture<String> answer) {
      this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      answer.complete(
          Report.status(
              response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.completeExceptionally(new IOException("closed without an answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      answer.completeExceptionally(cause);
    }
  }
}
