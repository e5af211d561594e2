package dev.missioncontrol.invite.claim.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.missioncontrol.invite.claim.ClaimTokens;
import org.jspecify.annotations.Nullable;

/**
 * Turns good tokens into others.
 */
public final class Mutations {

	private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final List<String> BITS = List.of("=", "==", ".", "..", "\n", "\r\n", " ", "\t", "+", "/", "%2E",
			"%00", "\u0000", "\u200b", "\uFEFF", "\ud800", "ey", "e30", "bnVsbA", "&", "#", "A", "none", "-", "_");

	private static final List<String> JSON = List.of("{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "0",
			"-1", "1e999", "9".repeat(40), "\"alg\":\"none\",", "\"alg\":\"HS256\",", "\"crit\":[\"exp\"],",
			"\"b64\":false,", "\"jku\":\"https://evil.example.com\",", "\"typ\":\"JWT\",", "\"kid\":\"../x\",",
			"\"exp\":9999999999,", "\"email\":\"eve@example.com\",", "\"roles\":[\"admin\"],", "\\u0000", "\u00e9",
			"[[[[[[", "{\"a\":{\"a\":{\"a\":");

	private final List<String> good;

	private final ClaimTokens ours;

	private final ClaimTokens foreign;

	/**
	 * Begins with good tokens.
	 * @param good at least two tokens of our key
	 * @param ours our key
	 * @param foreign a key that is not ours
	 */
	public Mutations(List<String> good, ClaimTokens ours, ClaimTokens foreign) {
		this.good = List.copyOf(good);
		this.ours = ours;
		this.foreign = foreign;
	}

	/**
	 * Makes a token.
	 * @param random decides everything
	 * @return most probably not a good one
	 */
	public String next(SplittableRandom random) {
		String token = mutate(one(random), random);
		while (random.nextInt(4) == 0) {
			token = character(token, random);
		}
		return token;
	}

	/**
	 * Whether it is one of those that it all began with.
	 * @param token compact form
	 * @return whether each character is the same
	 */
	public boolean isGood(String token) {
		return this.good.contains(token);
	}

	/**
	 * Whether a careless reader would take it for a good one: who skips characters that
	 * do not belong there, padding and unused bits.
	 * @param token a token that is not good
	 * @return whether it decodes to a good one
	 */
	public boolean isAlias(String token) {
		String read = read(token);
		return read != null && this.good.stream().anyMatch((each) -> read.equals(read(each)));
	}

	private static @Nullable String read(String token) {
		StringBuilder bytes = new StringBuilder();
		String[] parts = token.replaceAll("[^A-Za-z0-9_.-]", "").split("\\.", -1);
		if (parts.length != 3) {
			return null;
		}
		for (String part : parts) {
			if (part.length() % 4 == 1) {
				return null;
			}
			bytes.append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1)).append('.');
		}
		return bytes.toString();
	}

	private String one(SplittableRandom random) {
		return this.good.get(random.nextInt(this.good.size()));
	}

	private String mutate(String token, SplittableRandom random) {
		int dear = random.nextInt(1000);
		if (dear < 2) {
			return raw(token, random);
		}
		if (dear < 12) {
			return this.foreign.signed(edited(token, random));
		}
		return switch (random.nextInt(8)) {
			case 0, 1, 2 -> character(token, random);
			case 3 -> spliced(token, one(random), random);
			case 4 -> bytes(token, random);
			case 5 -> edited(token, random) + token.substring(token.lastIndexOf('.'));
			case 6 -> mac(edited(token, random), random);
			default -> arithmetic(token, random);
		};
	}

	private static String character(String token, SplittableRandom random) {
		if (token.isEmpty()) {
			return "a";
		}
		int at = random.nextInt(token.length());
		int end = Math.min(token.length(), at + 1 + random.nextInt(8));
		String before = token.substring(0, at);
		String after = token.substring(at + 1);
		return switch (random.nextInt(11)) {
			case 0 -> before + letter(random) + after;
			case 1 -> before + (char) random.nextInt(0x10000) + after;
			case 2 -> before + letter(random) + token.substring(at);
			case 3 -> before + token.substring(end);
			case 4 -> token.substring(0, end) + token.substring(at);
			case 5 -> before + (char) (token.charAt(at) ^ 0x20) + after;
			case 6 -> before;
			case 7 -> token + letter(random);
			case 8 -> before + BITS.get(random.nextInt(BITS.size())) + token.substring(at);
			case 9 -> token + BITS.get(random.nextInt(BITS.size()));
			default -> token.substring(0, token.length() - 1) + letter(random);
		};
	}

	private static char letter(SplittableRandom random) {
		return BASE64URL.charAt(random.nextInt(64));
	}

	private static String spliced(String one, String other, SplittableRandom random) {
		if (random.nextBoolean()) {
			return one.substring(0, random.nextInt(one.length())) + other.substring(random.nextInt(other.length()));
		}
		String[] parts = (one + "." + other).split("\\.", -1);
		return parts[random.nextInt(6)] + "." + parts[random.nextInt(6)] + "." + parts[random.nextInt(6)];
	}

	/** Changes bits of one part, whose spelling stays proper. */
	private static String bytes(String token, SplittableRandom random) {
		String[] parts = token.split("\\.", -1);
		int which = random.nextInt(parts.length);
		byte[] bytes = Base64.getUrlDecoder().decode(parts[which]);
		for (int i = 1 + random.nextInt(3); i > 0; i--) {
			bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
		}
		parts[which] = encoded(bytes);
		return String.join(".", parts);
	}

	/** Header and payload, one of them edited as text. */
	private static String edited(String token, SplittableRandom random) {
		String[] parts = token.split("\\.", -1);
		int which = random.nextInt(2);
		String json = new String(Base64.getUrlDecoder().decode(parts[which]), StandardCharsets.UTF_8);
		int at = random.nextBoolean() ? 1 : random.nextInt(json.length());
		int to = Math.min(json.length(), at + random.nextInt(3));
		parts[which] = encoded((json.substring(0, at) + JSON.get(random.nextInt(JSON.size())) + json.substring(to))
			.getBytes(StandardCharsets.UTF_8));
		return parts[0] + "." + parts[1];
	}

	private String mac(String input, SplittableRandom random) {
		String alg = List.of("HmacSHA256", "HmacSHA384", "HmacSHA512").get(random.nextInt(3));
		try {
			Mac mac = Mac.getInstance(alg);
			mac.init(new SecretKeySpec(Target.publicKey(this.ours).getEncoded(), "RAW"));
			return Target.joined(input, mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private String arithmetic(String token, SplittableRandom random) {
		int dot = token.lastIndexOf('.');
		BigInteger signature = new BigInteger(1, Base64.getUrlDecoder().decode(token.substring(dot + 1)));
		BigInteger modulus = Target.publicKey(this.ours).getModulus();
		BigInteger other = switch (random.nextInt(7)) {
			case 0 -> signature.add(modulus);
			case 1 -> modulus.subtract(signature);
			case 2 -> signature.multiply(BigInteger.valueOf(2 + random.nextInt(1000))).mod(modulus);
			case 3 -> BigInteger.valueOf(random.nextInt(4));
			case 4 -> modulus.add(BigInteger.valueOf(random.nextInt(3) - 1L));
			case 5 -> signature.add(BigInteger.valueOf(1 + random.nextInt(1000)));
			default -> signature.flipBit(random.nextInt(2048));
		};
		return Target.joined(token.substring(0, dot), Target.bytes(other, 254 + random.nextInt(5)));
	}

	/** A block that is nearly right, signed with our private key. */
	private String raw(String token, SplittableRandom random) {
		String input = token.substring(0, token.lastIndexOf('.'));
		byte[] block = SignatureAttacks.goodBlock(input);
		block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
		return Target.joined(input, Target.raw(this.ours, block));
	}

	private static String encoded(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
