package example.grpc;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A gRPC client, {@code --transport=netty} or {@code okhttp}. It calls a method that no server has:
 * whatever one answers, it was reached.
 */
public final class GrpcClientApp {

  private static final int SECONDS_TO_WAIT = 20;

  private GrpcClientApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    SSLContext tls = TlsContexts.client(options);
    ChannelCredentials credentials =
        TlsChannelCredentials.newBuilder().trustManager(TlsContexts.trustManager(options)).build();
    Report.requests(
        options,
        url -> {
          URI target = URI.create(url);
          ManagedChannelBuilder<?> builder =
              options.text("transport").equals("netty")
                  ? NettyChannelBuilder.forAddress(target.getHost(), target.getPort(), credentials)
                  : okHttp(target, tls);
          ManagedChannel channel = builder.build();
          try {
            return call(channel);
          } finally {
            channel.shutdownNow().awaitTermination(SECONDS_TO_WAIT, TimeUnit.SECONDS);
          }
        });
  }

  /** TLS 1.3 too, which it speaks only where it is asked for. */
  private static OkHttpChannelBuilder okHttp(URI target, SSLContext tls) {
    return OkHttpChannelBuilder.forAddress(target.getHost(), target.getPort())
        .sslSocketFactory(tls.getSocketFactory())
        .tlsConnectionSpec(
            new String[] {"TLSv1.3", "TLSv1.2"}, tls.getSupportedSSLParameters().getCipherSuites());
  }

  private static String call(ManagedChannel channel) {
    MethodDescriptor<String, String> method =
        MethodDescriptor.newBuilder(new Texts(), new Texts())
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("any/hello")
            .build();
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(SECONDS_TO_WAIT, TimeUnit.SECONDS);
    try {
      return Report.status(200, ClientCalls.blockingUnaryCall(channel, method, options, "hello"));
    } catch (StatusRuntimeException e) {
      Status.Code code = e.getStatus().getCode();
      if (code == Status.Code.UNAVAILABLE || code == Status.Code.DEADLINE_EXCEEDED) {
        throw e;
      }
      return Report.status(200, "hello from one that answers " + code);
    }
  }

  /** Of no use to a server that has no such method. */
  private static final class Texts implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String text) {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public String parse(InputStream stream) {
      return "";
    }
  }
}
