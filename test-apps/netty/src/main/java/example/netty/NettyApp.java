package example.netty;

import example.common.Hello;
import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * A Netty HTTPS server: {@code --provider} is one of Netty's {@code SslProvider}s, the JDK's where
 * it is not given; {@code --keys=plain} gives key and certificates instead of a key manager
 * factory.
 */
public final class NettyApp {

  private NettyApp() {}

  @SuppressWarnings("deprecation") // the event loop of 4.1, renamed in 4.2
  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SslContext tls = tls(options);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(new NioEventLoopGroup(1), new NioEventLoopGroup(2))
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(tls.newHandler(channel.alloc()))
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(65_536))
                        .addLast(new HelloHandler());
                  }
                });
    Channel server = bootstrap.bind("127.0.0.1", options.number("port", 8443)).sync().channel();
    Report.ready(((InetSocketAddress) server.localAddress()).getPort());
    server.closeFuture().sync();
  }

  private static SslContext tls(Options options) throws Exception {
    char[] password = options.text("storepass").toCharArray();
    String file = options.text("keystore");
    KeyStore store = KeyStore.getInstance(TlsContexts.storeType(file));
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password);
    }
    return builder(store, password, options.text("keys", "factory"))
        .sslProvider(SslProvider.valueOf(options.text("provider", "JDK")))
        .build();
  }

  private static SslContextBuilder builder(KeyStore store, char[] password, String keys)
      throws Exception {
    if (keys.equals("plain")) {
      String alias = store.aliases().nextElement();
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : store.getCertificateChain(alias)) {
        chain.add((X509Certificate) certificate);
      }
      return SslContextBuilder.forServer((PrivateKey) store.getKey(alias, password), chain);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return SslContextBuilder.forServer(factory);
  }

  private static final class HelloHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      Report.request(request.uri());
      SslHandler tls = context.pipeline().get(SslHandler.class);
      ByteBuf body =
          Unpooled.copiedBuffer(Hello.to(tls.engine().getSession()), StandardCharsets.UTF_8);
      FullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain");
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Report.connectionLost(cause);
      context.close();
    }
  }
}
