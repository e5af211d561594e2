package dev.missioncontrol.invite.claim.token;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

import dev.missioncontrol.invite.claim.ClaimTokens;

/**
 * Good header, good payload, and a signature that is not the one of RFC 8017 section
 * 8.2.1. Most blocks here are signed with the real private key, so that nothing but their
 * form can be found wrong; verifiers that parse blocks have taken each of them somewhere.
 */
final class SignatureAttacks {

	private static final String SHA256 = "3031300d060960864801650304020105000420";

	private static final String INPUT = Target.input(Target.OURS);

	private static final byte[] HASH = Target.hash("SHA-256", INPUT);

	private SignatureAttacks() {
	}

	static Stream<Attack> all() {
		return Stream.of(lengths(), numbers(), paddings(), infos(), cubeRoots()).flatMap((attacks) -> attacks);
	}

	/** That these blocks are otherwise well made: this one is good. */
	static String good() {
		return Target.joined(INPUT, Target.raw(Target.OURS, goodBlock(INPUT)));
	}

	/** The one block that a signature may hold. */
	static byte[] goodBlock(String input) {
		return block(SHA256, Target.hash("SHA-256", input));
	}

	private static Stream<Attack> lengths() {
		byte[] good = signature();
		byte[] shifted = Arrays.copyOfRange(good, 1, good.length);
		return Stream.of(attack("stripped", new byte[0]), attack("one byte", new byte[1]),
				attack("one byte short", Arrays.copyOf(good, 255)), attack("first byte missing", shifted),
				attack("zero after it", Arrays.copyOf(good, 257)),
				attack("zero before it", Target.bytes(new BigInteger(1, good), 257)),
				attack("twice as long", Arrays.copyOf(good, 512)), attack("twice", join(good, good)),
				attack("half of it", Arrays.copyOf(good, 128)),
				new Attack("no dot before it", INPUT, Flaw.NOT_COMPACT));
	}

	private static Stream<Attack> numbers() {
		BigInteger modulus = Target.publicKey(Target.OURS).getModulus();
		BigInteger good = new BigInteger(1, signature());
		return Stream.of(attack("0", BigInteger.ZERO), attack("1", BigInteger.ONE),
				attack("modulus - 1", modulus.subtract(BigInteger.ONE)), attack("modulus", modulus),
				attack("modulus + 1", modulus.add(BigInteger.ONE)), attack("all ones", ones(256)),
				attack("negated", modulus.subtract(good)), attack("inverted", good.modInverse(modulus)),
				attack("+ modulus", plusModulus(good, modulus)), attack("the block itself", block(SHA256, HASH)),
				attack("the hash itself", Target.bytes(new BigInteger(1, HASH), 256)));
	}

	/** Signature + modulus is the same residue; in 257 bytes where 256 do not hold it. */
	private static byte[] plusModulus(BigInteger good, BigInteger modulus) {
		BigInteger sum = good.add(modulus);
		return Target.bytes(sum, (sum.bitLength() > 2048) ? 257 : 256);
	}

	private static Stream<Attack> paddings() {
		byte[] good = block(SHA256, HASH);
		byte[] info = join(hex(SHA256), HASH);
		return Stream.of(signed("block type 0", changed(good, 1, 0)), signed("block type 2", changed(good, 1, 2)),
				signed("first byte 1", changed(changed(good, 0, 1), 1, 0xff)),
				signed("a gap in the padding", changed(good, 50, 0)),
				signed("a padding byte of fe", changed(good, 2, 0xfe)),
				signed("no zero after the padding", changed(good, 256 - info.length - 1, 0xff)),
				signed("8 bytes of padding, garbage after the hash",
						padded(8, join(info, new byte[256 - 11 - info.length]))),
				signed("no padding, garbage after the hash", padded(0, join(info, new byte[256 - 3 - info.length]))),
				signed("one byte of garbage after the hash", padded(201, join(info, new byte[1]))),
				signed("two zeros after the padding", padded(201, join(new byte[1], info))),
				signed("hash without DigestInfo", padded(256 - 3 - 32, HASH)),
				signed("PSS trailer", changed(changed(good, 254, good[254] ^ 1), 255, 0xbc)),
				signed("last bit of the hash", changed(good, 255, good[255] ^ 1)),
				signed("hash of zeros", block(SHA256, new byte[32])));
	}

	private static Stream<Attack> infos() {
		return Stream.of(info("DigestInfo without NULL", "302f300b0609608648016503040201" + "0420", HASH),
				info("DigestInfo with a parameter", "3033300f06096086480165030402010402ffff0420", HASH),
				info("DigestInfo with a long-form length", "308131300d060960864801650304020105000420", HASH),
				info("DigestInfo with indefinite length", "3080300d060960864801650304020105000420", HASH),
				info("DigestInfo with NULL of length 1", "3032300e06096086480165030402010501ff0420", HASH),
				info("hash as a bit string", "3031300d060960864801650304020105000320", HASH),
				info("hash length in long form", "3032300d06096086480165030402010500048120", HASH),
				info("hash of no length", "3011300d060960864801650304020105000400", new byte[0]),
				info("SHA-1", "3021300906052b0e03021a05000414", Target.hash("SHA-1", INPUT)),
				info("MD5", "3020300c06082a864886f70d020505000410", Target.hash("MD5", INPUT)),
				info("SHA-512", "3051300d060960864801650304020305000440", Target.hash("SHA-512", INPUT)),
				info("SHA-384", "3041300d060960864801650304020205000430", Target.hash("SHA-384", INPUT)),
				info("SHA-512/256", "3031300d060960864801650304020605000420", Target.hash("SHA-512/256", INPUT)),
				info("SHA-256 hash named SHA-512/256", "3031300d060960864801650304020605000420", HASH),
				info("hash of the payload alone", SHA256,
						Target.hash("SHA-256", INPUT.substring(INPUT.indexOf('.') + 1))));
	}

	/**
	 * Without the private key, where the public exponent is 3: a number whose cube begins
	 * like a good block, the rest being garbage (Bleichenbacher, 2006).
	 */
	private static Stream<Attack> cubeRoots() {
		String input = Target.input(Target.EXPONENT_3);
		byte[] info = join(hex(SHA256), Target.hash("SHA-256", input));
		return Stream.of(0, 1, 8, 50, 100).map((padding) -> {
			byte[] block = padded(padding, join(info, new byte[256 - 3 - padding - info.length]));
			return new Attack("cube root of a block with " + padding + " bytes of padding",
					Target.joined(input, cubeRoot(new BigInteger(1, block)).add(BigInteger.ONE)), Flaw.SIGNATURE);
		});
	}

	private static BigInteger cubeRoot(BigInteger number) {
		BigInteger low = BigInteger.ZERO;
		BigInteger high = BigInteger.ONE.shiftLeft(number.bitLength() / 3 + 1);
		while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
			BigInteger middle = low.add(high).shiftRight(1);
			if (middle.pow(3).compareTo(number) <= 0) {
				low = middle;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	private static byte[] block(String info, byte[] hash) {
		byte[] tail = join(hex(info), hash);
		return padded(256 - 3 - tail.length, tail);
	}

	private static byte[] padded(int padding, byte[] tail) {
		return join(join(new byte[] { 0, 1 }, ones(padding)), join(new byte[1], tail));
	}

	private static byte[] signature() {
		String good = Target.OURS.sign(Target.INVITE);
		return Base64.getUrlDecoder().decode(good.substring(good.lastIndexOf('.') + 1));
	}

	private static byte[] ones(int count) {
		byte[] ones = new byte[count];
		Arrays.fill(ones, (byte) 0xff);
		return ones;
	}

	private static byte[] changed(byte[] block, int index, int value) {
		byte[] changed = block.clone();
		changed[index] = (byte) value;
		return changed;
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

	private static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}

	private static Attack info(String name, String info, byte[] hash) {
		return signed(name, block(info, hash));
	}

	private static Attack signed(String name, byte[] block) {
		ClaimTokens ours = Target.OURS;
		return attack("signed block: " + name, Target.raw(ours, block));
	}

	private static Attack attack(String name, BigInteger signature) {
		return attack(name, Target.bytes(signature, 256));
	}

	private static Attack attack(String name, byte[] signature) {
		return new Attack("signature: " + name, Target.joined(INPUT, signature), Flaw.SIGNATURE);
	}

}
