package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.Fingerprint;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place of an identity: a pair of PEM files, or a key store. It can be read any number of
 * times, and keeps neither passwords nor contents in between.
 */
public abstract class IdentitySource {

  IdentitySource() {}

  /**
   * A PEM file with our certificate and its issuers in any order, and one with the key, which may
   * be the same.
   *
   * @param keyPrefix what stands before {@code .certificate} in the configuration, such as {@code
   *     identity} or {@code endpoint.a.identity}
   */
  public static IdentitySource pem(File certificate, File key, String keyPrefix) {
    return new PemIdentity(certificate, key, keyPrefix);
  }

  /**
   * A key store of any type.
   *
   * @param file the store; null for a type without a file, such as PKCS11
   * @param type the type as the configuration names it; null to tell PKCS12, JKS and JCEKS by their
   *     content
   * @param alias the entry to use; null where the store has only one key
   * @param keyPrefix what stands before {@code .keystore} in the configuration
   */
  public static IdentitySource keyStore(
      @Nullable File file, @Nullable String type, @Nullable String alias, String keyPrefix) {
    return new KeyStoreIdentity(file, type, alias, keyPrefix);
  }

  /**
   * Reads the identity.
   *
   * @param password of the key or the key store; null where there is none. The caller may wipe it
   *     afterwards.
   * @throws ConfigurationException where a file cannot be read or used, or key and certificate do
   *     not belong together
   */
  public Identity read(char @Nullable [] password) throws ConfigurationException {
    return read(password, null);
  }

  /**
   * Reads the identity, unless the files hold the same as they did for the last one, which is then
   * returned itself.
   *
   * @throws ConfigurationException as {@link #read(char[])}
   */
  public Identity readIfChanged(char @Nullable [] password, Identity last)
      throws ConfigurationException {
    return read(password, last);
  }

  private Identity read(char @Nullable [] password, @Nullable Identity last)
      throws ConfigurationException {
    List<FileContent> contents = contents();
    try {
      Fingerprint fingerprint = Fingerprint.of(contents);
      if (last != null && last.fingerprint().equals(fingerprint)) {
        return last;
      }
      return parse(contents, password, fingerprint);
    } finally {
      for (FileContent content : contents) {
        content.wipe();
      }
    }
  }

  /** The files that make up the identity, read whole. */
  abstract List<FileContent> contents() throws ConfigurationException;

  abstract Identity parse(
      List<FileContent> contents, char @Nullable [] password, Fingerprint fingerprint)
      throws ConfigurationException;
}
