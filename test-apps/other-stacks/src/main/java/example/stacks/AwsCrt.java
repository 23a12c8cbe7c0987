package example.stacks;

import software.amazon.awssdk.crt.io.TlsContext;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/** The C library of Amazon's SDK. */
final class AwsCrt {

  private AwsCrt() {}

  static String context() {
    try (TlsContextOptions options = TlsContextOptions.createDefaultClient();
        TlsContext context = new TlsContext(options)) {
      return context.getClass().getName();
    }
  }
}
