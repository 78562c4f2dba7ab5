from goldenthread.audit.models import ChainHead


def test_the_trail_has_one_newest_seal(broken):
    with broken("audit_one_chain_head"):
        ChainHead.objects.create(id=2)
