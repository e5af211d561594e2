package dev.missioncontrol.invite.http.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.netty.util.NetUtil;

/**
 * An address as 128 bits; IPv4 as IPv4-mapped IPv6 (RFC 4291 section 2.5.5.2), so that an
 * address is the same whichever socket it came in by.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {

	private static final long MAPPED = 0xFFFFL << 32;

	private static final int BITS = 128;

	/**
	 * The address of a peer.
	 * @param address as the socket has it
	 * @return the same address
	 */
	public static IpAddress of(InetAddress address) {
		return of(address.getAddress());
	}

	/**
	 * Reads an address; never asks a name server.
	 * @param text IPv4 or IPv6, as in {@code X-Forwarded-For}: a port may follow, and
	 * brackets may stand around IPv6
	 * @return empty when it is no address
	 */
	public static Optional<IpAddress> parse(String text) {
		byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(text.strip()));
		return (bytes != null) ? Optional.of(of(bytes)) : Optional.empty();
	}

	/**
	 * What stands for one client: an IPv4 address, or the /64 that one subscriber has at
	 * least (RFC 6177) and can change addresses in at will.
	 * @return an address, the same for all of the client's
	 */
	public IpAddress client() {
		return isIpv4() ? this : new IpAddress(this.high, 0);
	}

	boolean isIpv4() {
		return this.high == 0 && (this.low >>> 32) == 0xFFFFL;
	}

	/** Whether the first so many bits of 128 are the same. */
	boolean shares(int bits, IpAddress other) {
		long highMask = mask(Math.min(bits, BITS / 2));
		long lowMask = mask(Math.max(bits - BITS / 2, 0));
		return ((this.high ^ other.high) & highMask) == 0 && ((this.low ^ other.low) & lowMask) == 0;
	}

	private static long mask(int bits) {
		return (bits == 0) ? 0 : -1L << (BITS / 2 - bits);
	}

	private static IpAddress of(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		return (bytes.length == Integer.BYTES) ? new IpAddress(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
				: new IpAddress(buffer.getLong(), buffer.getLong());
	}

	private static String withoutPort(String text) {
		if (text.startsWith("[")) {
			int end = text.indexOf(']');
			return (end > 0) ? text.substring(1, end) : "";
		}
		int colon = text.indexOf(':');
		return (colon > 0 && colon == text.lastIndexOf(':')) ? text.substring(0, colon) : text;
	}

}
