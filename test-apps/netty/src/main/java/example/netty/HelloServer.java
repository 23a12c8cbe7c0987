package example.netty;

import example.common.Hello;
import example.common.Report;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
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
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** An HTTPS server on Netty: one thread accepts, others hold the connections. */
final class HelloServer {

  private final Channel channel;

  private HelloServer(Channel channel) {
    this.channel = channel;
  }

  /**
   * Listens on loopback.
   *
   * @param loops how many threads hold the connections
   * @param tls makes what speaks TLS on a connection
   */
  @SuppressWarnings("deprecation") // the event loop of 4.1, renamed in 4.2
  static HelloServer listen(int port, int loops, Function<ByteBufAllocator, SslHandler> tls)
      throws InterruptedException {
    EventLoopGroup acceptor = new NioEventLoopGroup(1);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, new NioEventLoopGroup(loops))
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(tls.apply(channel.alloc()))
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(65_536))
                        .addLast(new HelloHandler());
                  }
                });
    return new HelloServer(bootstrap.bind("127.0.0.1", port).sync().channel());
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  void awaitEnd() throws InterruptedException {
    channel.closeFuture().sync();
  }

  private static final class HelloHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      Report.request(request.uri());
      SslHandler tls = context.pipeline().get(SslHandler.class);
      String answer = Hello.to(request.uri(), tls.engine().getSession());
      ByteBuf body = Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8);
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
