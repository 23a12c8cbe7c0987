package example.grpc;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;

/** A gRPC server without services: it says what HTTP/2 says first, and refuses every call. */
public final class GrpcServerApp {

  private GrpcServerApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    char[] password = options.text("storepass").toCharArray();
    String file = options.text("keystore");
    KeyStore store = KeyStore.getInstance(TlsContexts.storeType(file));
    try (InputStream in = new FileInputStream(file)) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    Server server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), options.number("port", 8443)))
            .sslContext(
                GrpcSslContexts.configure(SslContextBuilder.forServer(keys), SslProvider.OPENSSL)
                    .build())
            .build()
            .start();
    Report.ready(server.getPort());
    server.awaitTermination();
  }
}
