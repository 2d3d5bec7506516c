package org.clickrouter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private static final AllowList ANY = AllowList.parse(" ");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "febf::1",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fd00:ec2::254",
                "224.0.0.1",
                "ff02::1",
                "0.0.0.0",
                "::",
                "0.1.2.3",
                "64:ff9b::"
            })
    void metadataMulticastAndUnspecifiedAreRefusedWhateverTheListSays(String address) throws Exception {
        assertThat(ANY.permits(InetAddress.getByName(address))).isFalse();
        assertThat(AllowList.parse("0.0.0.0/0,::/0").permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @Test
    void anIpv4AddressThatStayedInIpv6FormIsSeenThrough() throws Exception {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, (byte) 169, (byte) 254};
        InetAddress metadata = Inet6Address.getByAddress("x", mapped, 0);
        assertThat(metadata).isInstanceOf(Inet6Address.class);
        assertThat(ANY.permits(metadata)).isFalse();

        byte[] inside = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 2, 3};
        assertThat(AllowList.parse("10.0.0.0/8").permits(Inet6Address.getByAddress("x", inside, 0)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "10.1.2.3",
                "93.184.216.34",
                "2606:4700::1",
                "fd00:ec2::253",
                "169.253.255.255",
                "fec0::1"
            })
    void withoutAListEverythingElseIsAllowed(String address) throws Exception {
        assertThat(ANY.permits(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,true",
        "10.255.255.255,true",
        "11.0.0.0,false",
        "127.0.0.1,false",
        "::1,true",
        "::3,false",
        "172.16.31.255,true",
        "172.16.32.0,false",
        "192.0.2.7,true",
        "192.0.2.8,false",
        "198.51.100.9,true",
        "198.51.101.9,false",
        "fd12::1,true",
        "fe00::1,false"
    })
    void withAListOnlyItsNetworksAreAllowed(String address, boolean allowed) throws Exception {
        AllowList list =
                AllowList.parse("10.9.9.9/8, ::1/128,172.16.0.0/19,192.0.2.7,::ffff:198.51.100.0/120,fd00::/8");

        assertThat(list.permits(InetAddress.getByName(address))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/8,example.com | 'example.com'",
                "10.0.0.0/33 | '10.0.0.0/33'",
                "::1/129 | '::1/129'",
                "10.0.0.0/ | '10.0.0.0/'",
                "10.0.0.0/8,,::1 | ''",
                "10.0.0.0/-1 | '10.0.0.0/-1'",
                "10.0.0 | '10.0.0'",
                "::ffff:10.0.0.0/8 | '::ffff:10.0.0.0/8'",
                "10.0.0.256/8 | '10.0.0.256/8'"
            })
    void aWrongPartIsNamed(String list, String named) {
        String part = named.replace("'", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowList.parse(list))
                .withMessageContaining("'" + part + "'");
    }
}
