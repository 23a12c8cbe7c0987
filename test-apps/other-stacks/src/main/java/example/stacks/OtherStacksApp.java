package example.stacks;

import example.common.Options;
import example.common.Report;
import java.net.URI;

/** Begins to use one stack ({@code --stack}) for each {@code --url}. */
public final class OtherStacksApp {

  private OtherStacksApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    Report.requests(
        options, url -> Report.status(200, use(options.text("stack"), URI.create(url))));
    System.exit(0); // some of them keep threads that are no daemons
  }

  private static String use(String stack, URI target) throws Exception {
    switch (stack) {
      case "ktor":
        return Ktor.connect(target);
      case "aws-crt":
        return AwsCrt.context();
      case "netty-quic":
        return NettyQuic.context();
      case "jetty-quic":
        return JettyQuic.connect(target);
      default:
        throw new IllegalArgumentException("no such stack: " + stack);
    }
  }
}
