<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks of the text: divisions, headings, paragraphs, openers and closers, verse, quotations. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <!-- ............................................................... divisions and headings -->

  <xsl:template match="tei:div" mode="m:html" as="element()">
    <xsl:element name="{if (tei:head) then 'section' else 'div'}">
      <xsl:attribute name="class" select="'div', @type"/>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates select="*" mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <!-- A heading below the page's own: h2 in a letter and in a part of the book, one lower in each division inside. -->
  <xsl:template match="tei:div[@type = 'letter']/tei:head" mode="m:html" as="element(h2)">
    <h2 class="printed">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </h2>
  </xsl:template>

  <xsl:template match="tei:head" mode="m:html" as="element()">
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor::tei:div intersect (f:letter-of(.), .)[1]/descendant-or-self::tei:div)"/>
    <xsl:element name="h{min((6, 1 + max((1, $depth))))}">
      <xsl:attribute name="class" select="'printed'"/>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <!-- What a heading of something smaller than a division is. -->
  <xsl:template match="(tei:list | tei:lg | tei:figure | tei:note | tei:listBibl | tei:postscript)/tei:head" mode="m:html"
                as="element(p)">
    <p class="heading">
      <xsl:apply-templates mode="m:html"/>
    </p>
  </xsl:template>

  <!-- ............................................................... paragraphs -->

  <!-- Those of a letter are numbered, and each has an address, which a link in the margin gives. -->
  <xsl:template match="tei:p | tei:ab" mode="m:html" as="element()">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <xsl:variable name="nth" as="xs:integer?" select="$page?paragraphs(generate-id())"/>
    <xsl:variable name="anchor" as="xs:string?" select="$nth ! (current()/@xml:id, 'par-' || .)[1]"/>
    <xsl:variable name="permalink" as="element(a)?">
      <xsl:if test="$nth">
        <a class="permalink" href="#{$anchor}" aria-label="{($v:paragraph-names[$nth], f:label('paragraph', map {'number': string($nth)}))[1]}"/>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty(* | @*) and empty($nth) and not(matches(., $v:typed))">
        <p>{.}</p>
      </xsl:when>
      <xsl:when test="f:holds-blocks(.)">
        <div class="p">
          <xsl:for-each select="$anchor">
            <xsl:attribute name="id" select="."/>
          </xsl:for-each>
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:sequence select="$permalink"/>
          <xsl:apply-templates mode="m:html"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="classes" as="xs:string*" select="('ab', @type)[current()/self::tei:ab], 'lined'[f:keeps-lines(current())]"/>
        <p>
          <xsl:for-each select="$anchor">
            <xsl:attribute name="id" select="."/>
          </xsl:for-each>
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <xsl:call-template name="f:rend-direction"/>
          <xsl:if test="exists($classes)">
            <xsl:attribute name="class" select="$classes"/>
          </xsl:if>
          <xsl:sequence select="$permalink"/>
          <xsl:apply-templates mode="m:html"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A paragraph whose lines are those of a manuscript has no others: they are shown as they are, unless they are
       so long that they are paragraphs themselves. -->
  <xsl:function name="f:keeps-lines" as="xs:boolean">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="breaks" as="xs:integer" select="count($paragraph/descendant::tei:lb)"/>
    <xsl:sequence select="$breaks ge 2 and string-length(normalize-space($paragraph)) div $breaks le $v:longest-line"/>
  </xsl:function>

  <!-- How many characters a line of a manuscript has at most, on the average of a paragraph. -->
  <xsl:variable name="v:longest-line" as="xs:integer" select="100"/>

  <xsl:template name="f:rend-direction" as="attribute(dir)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:if test="tokenize(lower-case(@rend), '[^a-z]+') = 'rtl' and not(@xml:lang)">
      <xsl:attribute name="dir" select="'rtl'"/>
    </xsl:if>
  </xsl:template>

  <!-- ............................................................... how a letter begins and ends -->

  <!-- Words beside the parts of an opener or closer become paragraphs of their own. -->
  <xsl:template match="tei:opener | tei:closer | tei:postscript | tei:argument | tei:titlePage | tei:docTitle
                       | tei:div/tei:note[@place = 'inline'] | tei:div/tei:address | tei:opener/tei:address
                       | tei:closer/tei:address"
                mode="m:html" as="element(div)" priority="1">
    <div class="{local-name()}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:for-each-group select="node()" group-adjacent="f:is-part(.)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <xsl:apply-templates select="current-group()[self::*]" mode="m:html"/>
          </xsl:when>
          <xsl:when test="exists(current-group()[self::* or normalize-space()])">
            <p>
              <xsl:apply-templates select="current-group()" mode="m:html"/>
            </p>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:template match="tei:dateline | tei:salute | tei:signed | tei:byline | tei:addrLine | tei:trailer | tei:titlePart
                       | tei:docAuthor | tei:docImprint | tei:docDate | tei:label"
                mode="m:html" as="element()">
    <xsl:element name="{if (f:is-in-line(.)) then 'span' else 'p'}">
      <xsl:attribute name="class" select="local-name(), (self::tei:titlePart | self::tei:label)/@type"/>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <!-- ............................................................... verse and quotations -->

  <xsl:template match="tei:lg" mode="m:html" as="element(div)">
    <xsl:param name="page" as="map(*)" tunnel="yes"/>
    <div class="lg">
      <xsl:for-each select="$page?anchors ! .(generate-id(current()))">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates select="*" mode="m:html"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:l" mode="m:html" as="element(p)">
    <p class="{'l', 'indent'[contains(current()/@rend, 'indent')]}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:apply-templates mode="m:html"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:quote" mode="m:html" as="element()">
    <xsl:variable name="in-line" as="xs:boolean" select="f:is-in-line(.) and not(f:holds-blocks(.))"/>
    <xsl:element name="{if ($in-line) then 'q' else 'blockquote'}">
      <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
      <xsl:choose>
        <xsl:when test="$in-line or f:holds-blocks(.)">
          <xsl:apply-templates mode="m:html"/>
        </xsl:when>
        <xsl:otherwise>
          <p>
            <xsl:apply-templates mode="m:html"/>
          </p>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- ............................................................... marks between blocks -->

  <xsl:template match="tei:milestone" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="f:is-in-line(.)">
        <span class="ornament">* * *</span>
      </xsl:when>
      <xsl:otherwise>
        <hr class="ornament"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:figure" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="f:is-in-line(.) and not(ancestor::*[self::tei:p or self::tei:ab])">
        <span class="figure">[{f:figure-words(.)}]</span>
      </xsl:when>
      <xsl:otherwise>
        <figure>
          <xsl:apply-templates select="@xml:*" mode="m:attributes"/>
          <p class="figure">[{f:figure-words(.)}]</p>
          <xsl:if test="* except (tei:figDesc | tei:graphic)">
            <figcaption>
              <xsl:apply-templates select="* except (tei:figDesc | tei:graphic)" mode="m:html"/>
            </figcaption>
          </xsl:if>
        </figure>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- No picture is shown, since no page asks for a file that the edition did not make: its description is. -->
  <xsl:function name="f:figure-words" as="xs:string">
    <xsl:param name="figure" as="element()"/>
    <xsl:variable name="what" as="xs:string"
                  select="string-join(($figure/tei:figDesc ! normalize-space(),
                                       $figure/descendant-or-self::tei:graphic/@url ! string())[. ne ''], ', ')"/>
    <xsl:sequence select="if ($what) then f:label('figure', map {'what': $what}) else f:label('figure.bare')"/>
  </xsl:function>

  <xsl:template match="tei:graphic" mode="m:html" as="element(span)">
    <span class="figure">[{f:figure-words(.)}]</span>
  </xsl:template>

  <!-- Inside a figure it is said by the figure's own words. -->
  <xsl:template match="tei:figDesc" mode="m:html" as="empty-sequence()"/>
</xsl:stylesheet>
