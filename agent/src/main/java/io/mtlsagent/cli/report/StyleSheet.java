package io.mtlsagent.cli.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The look of the page. */
final class StyleSheet {

  private final String css;

  private StyleSheet(String css) {
    this.css = css;
  }

  static StyleSheet load() throws IOException {
    try (InputStream in = StyleSheet.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IOException("the jar lacks report.css");
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int read = in.read(buffer);
      while (read >= 0) {
        all.write(buffer, 0, read);
        read = in.read(buffer);
      }
      return new StyleSheet(new String(all.toByteArray(), StandardCharsets.UTF_8));
    }
  }

  String css() {
    return css;
  }

  /**
   * What a browser may do with the page (Content Security Policy): show it with this style sheet.
   * Should anything of a log ever get past the escaping, it can neither run nor fetch.
   */
  String policy() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(hash)
          + "'; base-uri 'none'; form-action 'none'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
