package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key of its DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017, A.1.2) or SEC1 (RFC 5915).
 *
 * <p>Every form is brought to the plain PKCS#8 of version 0 that Java 8 reads too.
 */
final class PrivateKeyDecoder {

  private static final String RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
  private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
  private static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String ED25519 = "1.3.101.112";
  private static final String ED448 = "1.3.101.113";

  private static final int PARAMETERS = 0xA0;
  private static final int PUBLIC_KEY = 0xA1;
  private static final int IMPLICIT_PUBLIC_KEY = 0x81;
  private static final byte[] VERSION_0 = {DerReader.INTEGER, 1, 0};
  private static final byte[] VERSION_1 = {DerReader.INTEGER, 1, 1};

  /** The AlgorithmIdentifier of rsaEncryption, whose parameters are NULL. */
  private static final byte[] RSA_ALGORITHM = {
    0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };

  /** The object identifier id-ecPublicKey. */
  private static final byte[] EC_ALGORITHM = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1
  };

  private static final String GENERATE =
      "Make a new key, for example with: openssl genpkey "
          + "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out FILE";

  private PrivateKeyDecoder() {}

  /** A PrivateKeyInfo, or OneAsymmetricKey with the public key in it. */
  static OwnKey pkcs8(byte[] der) throws UnusableKeyException {
    try {
      DerReader info = DerReader.of(der).enter(DerReader.SEQUENCE);
      info.skip();
      byte[] algorithm = info.element();
      DerReader identifier = DerReader.of(algorithm).enter(DerReader.SEQUENCE);
      String oid = identifier.objectIdentifier();
      byte[] key = info.content(DerReader.OCTET_STRING);
      switch (oid) {
        case RSA_ENCRYPTION:
          return new OwnKey(generate("RSA", RSA_ALGORITHM, key), null);
        case RSASSA_PSS:
          return new OwnKey(generate("RSASSA-PSS", algorithm, key), null);
        case EC_PUBLIC_KEY:
          return ec(key, identifier.hasMore() ? identifier.element() : null);
        case ED25519:
          return edwards("Ed25519", algorithm, key, info);
        case ED448:
          return edwards("Ed448", algorithm, key, info);
        case DSA:
          throw new UnusableKeyException("holds a DSA key, which TLS 1.3 does not know", GENERATE);
        default:
          throw new UnusableKeyException(
              "holds a key of the kind " + oid + ", which cannot sign in TLS", GENERATE);
      }
    } catch (DerException e) {
      throw garbled(e);
    }
  }

  /** An RSAPrivateKey. */
  static OwnKey pkcs1(byte[] der) throws UnusableKeyException {
    return new OwnKey(generate("RSA", RSA_ALGORITHM, der), null);
  }

  /**
   * An ECPrivateKey.
   *
   * @param curve the element with the curve's identifier, for a key that does not name its own
   */
  static OwnKey sec1(byte[] der, byte @Nullable [] curve) throws UnusableKeyException {
    try {
      return ec(der, curve);
    } catch (DerException e) {
      throw garbled(e);
    }
  }

  private static OwnKey ec(byte[] der, byte @Nullable [] outerCurve)
      throws DerException, UnusableKeyException {
    DerReader key = DerReader.of(der).enter(DerReader.SEQUENCE);
    key.skip();
    byte[] number = key.content(DerReader.OCTET_STRING);
    byte[] curve = outerCurve;
    if (key.isNext(PARAMETERS)) {
      byte[] own = key.enter(PARAMETERS).element();
      // Numbers instead of a name give way to the name that the certificate has, if any.
      curve = curve == null || own[0] == DerReader.OBJECT_IDENTIFIER ? own : curve;
    }
    byte[] point = key.isNext(PUBLIC_KEY) ? key.enter(PUBLIC_KEY).bitString() : null;
    byte[] algorithm =
        DerWriter.element(DerReader.SEQUENCE, EC_ALGORITHM, requireNamedCurve(curve));
    byte[] plain =
        DerWriter.element(
            DerReader.SEQUENCE, VERSION_1, DerWriter.element(DerReader.OCTET_STRING, number));
    Arrays.fill(number, (byte) 0);
    return new OwnKey(generate("EC", algorithm, plain), isUncompressed(point) ? point : null);
  }

  private static boolean isUncompressed(byte @Nullable [] point) {
    return point != null && point.length > 1 && point[0] == 4;
  }

  private static byte[] requireNamedCurve(byte @Nullable [] curve)
      throws DerException, UnusableKeyException {
    if (curve == null) {
      throw new UnusableKeyException("holds an EC key that does not name its curve", GENERATE);
    }
    if (curve[0] != DerReader.OBJECT_IDENTIFIER) {
      throw new UnusableKeyException(
          "holds an EC key with the numbers of its curve instead of the name",
          "Name the curve with: openssl ec -in FILE -param_enc named_curve -out NEW");
    }
    switch (DerReader.of(curve).objectIdentifier()) {
      case "1.2.840.10045.3.1.7":
      case "1.3.132.0.34":
      case "1.3.132.0.35":
        return curve;
      default:
        throw new UnusableKeyException(
            "holds an EC key on another curve than P-256, P-384 and P-521", GENERATE);
    }
  }

  private static OwnKey edwards(String name, byte[] algorithm, byte[] key, DerReader info)
      throws DerException, UnusableKeyException {
    EdwardsSupport.require(name);
    byte[] publicBits = null;
    while (info.hasMore()) {
      if (info.isNext(IMPLICIT_PUBLIC_KEY)) {
        byte[] bits = info.content(IMPLICIT_PUBLIC_KEY);
        publicBits = bits.length > 1 ? Arrays.copyOfRange(bits, 1, bits.length) : null;
      } else {
        info.skip();
      }
    }
    return new OwnKey(generate(name, algorithm, key), publicBits);
  }

  /** Wipes the key's bytes on the way. */
  private static PrivateKey generate(String name, byte[] algorithm, byte[] key)
      throws UnusableKeyException {
    byte[] octets = DerWriter.element(DerReader.OCTET_STRING, key);
    byte[] info = DerWriter.element(DerReader.SEQUENCE, VERSION_0, algorithm, octets);
    try {
      return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info));
    } catch (InvalidKeySpecException e) {
      // The cause is left out: it may quote bytes of the key.
      throw new UnusableKeyException(
          "holds a garbled " + name + " key", "Write the file anew from its source");
    } catch (NoSuchAlgorithmException e) {
      throw new UnusableKeyException(
          "holds a key of the kind " + name + ", which this JVM does not know", GENERATE);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(info, (byte) 0);
    }
  }

  private static UnusableKeyException garbled(DerException cause) {
    return new UnusableKeyException(
        "holds a private key that is cut off or garbled (" + cause.getMessage() + ")",
        "Write the file anew from its source");
  }
}
